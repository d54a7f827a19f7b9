-- What staff do with the content: who changed it, what is being typed, what is to happen later, who may look.

alter table revision add editor_id bigint constraint revision_editor_exists references editor;
alter table publication add editor_id bigint constraint publication_editor_exists references editor;
alter table agreement add editor_id bigint constraint agreement_editor_exists references editor;

-- A withdrawn page tells its readers why, or leads them to its successor at once.
alter table publication add redirects boolean not null default false
    constraint publication_redirects_to_a_successor check (not redirects or successor_id is not null);

create or replace view latest_publication as
select distinct on (entry_id, part) id, entry_id, part, revision_id, body, reason, successor_id, at, redirects
from publication
order by entry_id, part, id desc;

create or replace view live as
select
    entry.id,
    entry.parent_id,
    entry.position,
    entry.is_example,
    (
        select jsonb_object_agg(
            part,
            jsonb_build_object(
                'body', body, 'at', at, 'reason', reason, 'successor', successor_id, 'redirects', redirects
            )
        )
        from latest_publication
        where latest_publication.entry_id = entry.id
    ) as parts,
    coalesce(
        (
            select jsonb_agg(
                jsonb_build_object('lang', lang, 'path', path, 'current', current) order by lang, path
            )
            from address
            where address.entry_id = entry.id
        ),
        '[]'
    ) as addresses
from entry
where exists (select from publication where publication.entry_id = entry.id);

-- An entry that is in nobody's way any more: not live, not in the tree, but never deleted.
alter table entry add archived_at timestamptz;

-- An open form: what its author has typed and not saved. It is private to its author, makes no revision, and ends
-- when the form is saved or discarded.
create table working_copy (
    -- Made by the server with the form.
    form_id text constraint working_copy_pkey primary key
        constraint working_copy_form_id_is_random check (form_id ~ '^[0-9a-f]{32}$'),
    editor_id bigint not null constraint working_copy_editor_exists references editor,
    entry_id text not null constraint working_copy_entry_exists references entry,
    -- What the form started from.
    base_revision_id bigint not null,
    -- The highest of those that were sent; a lower one arrived late and changes nothing.
    seq bigint not null constraint working_copy_seq_is_not_negative check (seq >= 0),
    -- The fields as they were sent, in order: [["name", "value"], …]. None while nothing was typed.
    form jsonb,
    -- When the form was last known to be open.
    seen_at timestamptz not null,
    changed_at timestamptz not null,
    constraint working_copy_base_is_of_the_entry foreign key (entry_id, base_revision_id) references revision (entry_id, id)
);
create index working_copy_entry_id_idx on working_copy (entry_id, seen_at);
create index working_copy_editor_id_idx on working_copy (editor_id, changed_at desc);

-- What is to happen at a time: a revision goes live in these languages, or (no revision) they are withdrawn.
create table schedule (
    id bigint generated always as identity constraint schedule_pkey primary key,
    entry_id text not null constraint schedule_entry_exists references entry,
    langs text[] not null constraint schedule_has_a_language check (cardinality(langs) > 0),
    revision_id bigint,
    note text,
    -- What readers are told, in each language.
    reasons jsonb,
    successor_id text constraint schedule_successor_exists references entry,
    redirects boolean not null default false
        constraint schedule_redirects_to_a_successor check (not redirects or successor_id is not null),
    due_at timestamptz not null,
    editor_id bigint not null constraint schedule_editor_exists references editor,
    created_at timestamptz not null,
    done_at timestamptz,
    outcome text constraint schedule_outcome_is_known check (outcome in ('done', 'failed', 'cancelled')),
    -- Why it failed, in words for staff of the program, not of a language.
    problem text,
    constraint schedule_revision_is_of_the_entry foreign key (entry_id, revision_id) references revision (entry_id, id),
    constraint schedule_has_an_outcome_when_done check ((done_at is null) = (outcome is null))
);
create index schedule_due_idx on schedule (due_at) where done_at is null;
create index schedule_entry_id_idx on schedule (entry_id);

-- A link with which someone without an account sees one revision as readers would.
create table share_link (
    id bigint generated always as identity constraint share_link_pkey primary key,
    token_hash bytea not null constraint share_link_token_is_unique unique,
    entry_id text not null,
    revision_id bigint not null,
    editor_id bigint not null constraint share_link_editor_exists references editor,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    constraint share_link_revision_is_of_the_entry foreign key (entry_id, revision_id) references revision (entry_id, id)
);
create index share_link_entry_id_idx on share_link (entry_id);
