-- The content kernel: what staff write, what of it is live, and where.
--
-- Nothing here is ever changed or deleted except an entry's place in the tree, the addresses, and (later) a person's
-- working copies: what stood on the site at any moment can be found back.

-- One thing that staff edit and readers see. Its words and fields are in its revisions.
create table entry (
    id text constraint entry_pkey primary key
        constraint entry_id_is_a_name check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(id) <= 64),
    kind text not null
        constraint entry_kind_is_known check (kind in ('page', 'goal', 'action', 'contact', 'document', 'figure')),
    parent_id text constraint entry_parent_exists references entry,
    position integer not null,
    -- Invented, to show what the portal can do: while such an entry is live, every page says so.
    is_example boolean not null default false,
    created_at timestamptz not null,
    constraint entry_is_not_its_own_parent check (parent_id <> id)
);
create index entry_parent_id_idx on entry (parent_id, position);

-- An immutable snapshot of an entry in all languages, on one line per entry.
create table revision (
    id bigint generated always as identity constraint revision_pkey primary key,
    entry_id text not null constraint revision_entry_exists references entry,
    number integer not null constraint revision_number_is_positive check (number > 0),
    body jsonb not null,
    note text,
    created_at timestamptz not null,
    constraint revision_number_is_unique unique (entry_id, number),
    constraint revision_is_of_one_entry unique (entry_id, id)
);

-- "Part X of this entry went live from revision Y", or was withdrawn (no revision). The body is what readers may see
-- of that part, with everything unconfirmed left out: it alone reaches the public side, so a draft cannot.
create table publication (
    id bigint generated always as identity constraint publication_pkey primary key,
    entry_id text not null constraint publication_entry_exists references entry,
    part text not null constraint publication_part_is_known check (part = 'shared' or part ~ '^[a-z]{2}$'),
    revision_id bigint,
    body jsonb,
    note text,
    -- Why it was withdrawn, and where readers should go instead.
    reason text,
    successor_id text constraint publication_successor_exists references entry,
    at timestamptz not null,
    constraint publication_revision_is_of_the_entry foreign key (entry_id, revision_id) references revision (entry_id, id),
    constraint publication_has_a_body_or_is_a_withdrawal check ((revision_id is null) = (body is null))
);
create index publication_latest_idx on publication (entry_id, part, id desc);

-- Where a page is in each language, and where it was: a former address leads to the present one for ever, unless a
-- new page takes it.
create table address (
    lang text not null constraint address_lang_is_a_tag check (lang ~ '^[a-z]{2}$'),
    path text not null constraint address_path_is_clean check (path ~ '^([a-z0-9]+([-/][a-z0-9]+)*)?$'),
    entry_id text not null constraint address_entry_exists references entry,
    current boolean not null,
    constraint address_pkey primary key (lang, path)
);
create unique index address_current_is_unique on address (entry_id, lang) where current;

-- Every pointer from a revision to another entry, so that what is used can be found and cannot be deleted.
create table reference (
    revision_id bigint not null constraint reference_revision_exists references revision,
    -- Absent: the kind's own fields hold the pointer.
    section_id text,
    target_id text not null constraint reference_target_exists references entry,
    constraint reference_is_unique unique nulls not distinct (revision_id, section_id, target_id)
);
create index reference_target_id_idx on reference (target_id);

-- Two texts of a passage that were declared to say the same, or to differ on purpose. The hashes are of the
-- normalised words, so white space and order never matter; whether a passage is in step follows from them alone.
create table agreement (
    id bigint generated always as identity constraint agreement_pkey primary key,
    entry_id text not null constraint agreement_entry_exists references entry,
    -- A section's id, or '@title', '@short-title' or '@summary'.
    passage text not null,
    en_hash text not null,
    nl_hash text not null,
    revision_id bigint not null,
    verdict text not null constraint agreement_verdict_is_known check (verdict in ('same', 'differs')),
    reason text,
    at timestamptz not null,
    constraint agreement_revision_is_of_the_entry foreign key (entry_id, revision_id) references revision (entry_id, id)
);
-- The latest row of a pair counts.
create index agreement_pair_idx on agreement (entry_id, passage, en_hash, nl_hash, id desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is never changed or deleted', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger revision_is_immutable before update or delete or truncate on revision
    for each statement execute function refuse_change();
create trigger publication_is_immutable before update or delete or truncate on publication
    for each statement execute function refuse_change();
create trigger agreement_is_immutable before update or delete or truncate on agreement
    for each statement execute function refuse_change();

-- The latest publication of each part.
create view latest_publication as
select distinct on (entry_id, part) id, entry_id, part, revision_id, body, reason, successor_id, at
from publication
order by entry_id, part, id desc;

-- All that the public side reads, one row per entry that is or was live: its place, what each part says (no body:
-- withdrawn), and its addresses.
create view live as
select
    entry.id,
    entry.parent_id,
    entry.position,
    entry.is_example,
    (
        select jsonb_object_agg(
            part,
            jsonb_build_object('body', body, 'at', at, 'successor', successor_id)
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
