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
