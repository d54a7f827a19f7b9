-- Checked: who looks after a contact, who said that its details are right, and the links with which its organisation does.

-- "These details are right", said on a day. A statement about live details, as an agreement is one about texts: it makes
-- no revision, and it holds for as long as a detail says what it said then.
create table confirmation (
    id bigint generated always as identity constraint confirmation_pkey primary key,
    entry_id text not null constraint confirmation_entry_exists references entry,
    -- Of each detail the SHA-256 of what it is and says, in hexadecimal.
    digests text[] not null constraint confirmation_is_about_something check (cardinality(digests) > 0),
    -- A member of staff, or the organisation by its mailbox; neither: an import.
    editor_id bigint constraint confirmation_editor_exists references editor,
    mailbox text,
    on_day date not null,
    at timestamptz not null,
    constraint confirmation_is_by_one check (editor_id is null or mailbox is null)
);
create index confirmation_entry_id_idx on confirmation (entry_id, id desc);

create trigger confirmation_is_immutable before update or delete or truncate on confirmation
    for each statement execute function refuse_change();

-- Who is reminded of the details of a contact.
create table contact_owner (
    entry_id text constraint contact_owner_pkey primary key
        constraint contact_owner_entry_exists references entry,
    editor_id bigint not null constraint contact_owner_editor_exists references editor,
    at timestamptz not null
);

-- A link with which an organisation, without an account, says once whether its details are right.
create table check_link (
    id bigint generated always as identity constraint check_link_pkey primary key,
    token_hash bytea not null constraint check_link_token_is_unique unique,
    entry_id text not null constraint check_link_entry_exists references entry,
    -- To whom it was given.
    mailbox text not null,
    lang text not null constraint check_link_lang_is_a_tag check (lang ~ '^[a-z]{2}$'),
    editor_id bigint not null constraint check_link_editor_exists references editor,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    -- What was answered: the details are right, others were proposed, or a remark only; or staff took it back.
    outcome text constraint check_link_outcome_is_known
        check (outcome in ('confirmed', 'proposed', 'remarked', 'revoked')),
    -- What the organisation wrote; it waits until someone puts it aside.
    remark text constraint check_link_remark_is_short check (length(remark) <= 2000),
    remark_seen_at timestamptz,
    constraint check_link_has_an_outcome_when_ended check ((ended_at is null) = (outcome is null))
);
create index check_link_entry_id_idx on check_link (entry_id);
create index check_link_remark_idx on check_link (ended_at) where remark is not null and remark_seen_at is null;

-- What the public side reads: as before, and of each detail that was found right the day on which that was said last.
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
    ) as agreements,
    coalesce(
        (
            select jsonb_object_agg(latest.digest, latest.on_day)
            from (
                select digest, max(on_day) as on_day
                from confirmation cross join unnest(digests) as digest
                where confirmation.entry_id = entry.id
                group by digest
            ) as latest
        ),
        '{}'
    ) as confirmations
from entry
where exists (select from publication where publication.entry_id = entry.id);
