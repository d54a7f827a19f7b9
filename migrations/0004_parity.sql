-- Two languages, one truth: what the system knows about the pairs of texts, and what readers are told of it.

-- Whether the person who declared it had been shown the facts that only one of the two texts states: they are then not
-- pointed out again until a text changes.
alter table agreement add facts_compared boolean not null default false;

-- Whether the languages of a kind may go live apart. A kind without a row warns.
create table parity_policy (
    kind text constraint parity_policy_pkey primary key
        constraint parity_policy_kind_is_known
            check (kind in ('page', 'goal', 'action', 'contact', 'document', 'figure')),
    policy text not null constraint parity_policy_is_known check (policy in ('free', 'warn', 'together')),
    editor_id bigint constraint parity_policy_editor_exists references editor,
    at timestamptz not null
);

-- How often a page was read, by day: what is read most is translated first. Nothing about readers is kept.
create table page_view (
    entry_id text not null constraint page_view_entry_exists references entry,
    lang text not null constraint page_view_lang_is_a_tag check (lang ~ '^[a-z]{2}$'),
    day date not null,
    count bigint not null constraint page_view_count_is_positive check (count > 0),
    constraint page_view_pkey primary key (entry_id, lang, day)
);
create index page_view_day_idx on page_view (day);

-- The latest declaration about each pair of texts of a passage.
create view latest_agreement as
select distinct on (entry_id, passage, en_hash, nl_hash)
    id, entry_id, passage, en_hash, nl_hash, verdict, reason, facts_compared, revision_id, editor_id, at
from agreement
order by entry_id, passage, en_hash, nl_hash, id desc;

-- What the public side reads: as before, and what was declared about the texts, the oldest first.
--
-- When a page last changed is told per language. The shared part also goes live when only one language got a section, or
-- lost one, or has them in another order; readers of the other language saw nothing of that. So the view says besides
-- when a part went live since when it says what it says: its fields, and what its sections show.
create or replace view live as
select
    entry.id,
    entry.parent_id,
    entry.position,
    entry.is_example,
    (
        select jsonb_object_agg(
            latest.part,
            jsonb_build_object(
                'body', latest.body,
                'at', latest.at,
                'since', case latest.part
                    when 'shared' then (
                        select min(same.at)
                        from publication same
                        where same.entry_id = latest.entry_id and same.part = latest.part and same.id > coalesce(
                            (
                                select max(other.id)
                                from publication other
                                where other.entry_id = latest.entry_id and other.part = latest.part and (
                                    other.body -> 'fields' is distinct from latest.body -> 'fields'
                                    or jsonb_path_query_array(other.body, '$.outline[*] ? (exists (@.refers_to))')
                                        is distinct from
                                        jsonb_path_query_array(latest.body, '$.outline[*] ? (exists (@.refers_to))')
                                )
                            ),
                            0
                        )
                    )
                    else latest.at
                end,
                'reason', latest.reason,
                'successor', latest.successor_id,
                'redirects', latest.redirects
            )
        )
        from latest_publication latest
        where latest.entry_id = entry.id
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
    ) as addresses,
    coalesce(
        (
            select jsonb_agg(
                jsonb_build_object('passage', passage, 'en', en_hash, 'nl', nl_hash, 'verdict', verdict)
                order by latest_agreement.id
            )
            from latest_agreement
            where latest_agreement.entry_id = entry.id
        ),
        '[]'
    ) as agreements
from entry
where exists (select from publication where publication.entry_id = entry.id);
