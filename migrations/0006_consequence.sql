-- The live entries that showed, quoted, linked to or listed an entry when it was published or withdrawn: what their
-- readers saw changed with it, so it is a line in the history of each. It is kept because who points to whom changes.
create table consequence (
    -- The last of the publications of one act, so that an act is one line.
    publication_id bigint not null constraint consequence_publication_exists references publication,
    -- Whose readers saw it.
    entry_id text not null constraint consequence_entry_exists references entry,
    constraint consequence_pkey primary key (publication_id, entry_id)
);
create index consequence_entry_id_idx on consequence (entry_id, publication_id desc);

create trigger consequence_is_immutable before update or delete or truncate on consequence
    for each statement execute function refuse_change();
