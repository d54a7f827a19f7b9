-- 10,000 invented pages in two languages, straight into what is live. The first is shown as a card by a hundred others.
-- :pages is how many.
begin;
insert into entry (id, kind, parent_id, position, created_at)
select 'bench-' || n, 'page', null, 1000 + n, now() from generate_series(1, :pages) n;
insert into revision (entry_id, number, body, created_at)
select 'bench-' || n, 1, '{}', now() from generate_series(1, :pages) n;
insert into address (lang, path, entry_id, current)
select lang, 'bench-' || n, 'bench-' || n, true
from generate_series(1, :pages) n, unnest(array['en', 'nl']) lang;
insert into publication (entry_id, part, revision_id, body, at)
select
    'bench-' || n,
    'shared',
    revision.id,
    jsonb_build_object(
        'fields', jsonb_build_object('kind', 'page', 'menu', 'none'),
        'outline', jsonb_build_array(
            jsonb_build_object('id', 'a'), jsonb_build_object('id', 'b'), jsonb_build_object('id', 'c')
        ) || case
            when n between 2 and 101 then '[{"id": "d", "refers_to": "bench-1"}]'::jsonb
            else '[]'
        end
    ),
    now()
from generate_series(1, :pages) n
join revision on revision.entry_id = 'bench-' || n;
insert into publication (entry_id, part, revision_id, body, at)
select
    'bench-' || n,
    lang,
    revision.id,
    jsonb_build_object(
        'title', 'Page ' || n || ' ' || lang,
        'summary', 'What page ' || n || ' is about.',
        'sections', (
            select jsonb_agg(
                jsonb_build_object(
                    'id', id,
                    'heading', 'Part ' || id || ' of page ' || n,
                    'text', jsonb_build_array('<p>' || (
                        -- Words that come often and words that do not, another row for each page.
                        select string_agg(
                            'word' || (power(random(), 3) * 9000)::int, ' '
                        ) from generate_series(1, 90 + n * 0)
                    ) || '</p>')
                )
            )
            from unnest(array['a', 'b', 'c']) id
        )
    ),
    now()
from generate_series(1, :pages) n
cross join unnest(array['en', 'nl']) lang
join revision on revision.entry_id = 'bench-' || n;
commit;
analyze;
