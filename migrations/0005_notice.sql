-- A notice is a kind of entry: a message for some time, on every page or with one contact point. It has languages,
-- drafts, revisions and publications like any other, so it needs no table of its own.
alter table entry drop constraint entry_kind_is_known;
alter table entry add constraint entry_kind_is_known
    check (kind in ('page', 'goal', 'action', 'contact', 'document', 'figure', 'notice'));

alter table parity_policy drop constraint parity_policy_kind_is_known;
alter table parity_policy add constraint parity_policy_kind_is_known
    check (kind in ('page', 'goal', 'action', 'contact', 'document', 'figure', 'notice'));
