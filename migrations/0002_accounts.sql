-- Who may edit, how they prove who they are, and what was done.
--
-- No secret is stored as it is: of passwords, tokens and codes there are only hashes. The exception is the secret of
-- the second factor, from which the codes are computed.

-- A member of staff. One without a password was invited and has not answered yet. Never deleted: what they did keeps
-- their name; a disabled account reaches nothing.
create table editor (
    id bigint generated always as identity constraint editor_pkey primary key,
    email text not null
        constraint editor_email_is_unique unique
        constraint editor_email_is_lower_case check (email = lower(email)),
    name text not null,
    role text not null constraint editor_role_is_known check (role in ('author', 'publisher', 'administrator')),
    -- The language of the admin area for this person.
    lang text not null constraint editor_lang_is_a_tag check (lang ~ '^[a-z]{2}$'),
    password_hash text constraint editor_password_is_hashed check (password_hash like '$argon2id$%'),
    totp_secret bytea,
    -- The last time step whose code was used: no code works twice.
    totp_last_step bigint,
    last_sign_in_at timestamptz,
    created_at timestamptz not null,
    disabled_at timestamptz
);

-- Codes for someone who has lost the second factor; each works once.
create table recovery_code (
    editor_id bigint not null constraint recovery_code_editor_exists references editor,
    code_hash bytea not null,
    used_at timestamptz,
    constraint recovery_code_pkey primary key (editor_id, code_hash)
);

-- A one-time link with which a person chooses a password. Without an editor it is for the first administrator.
create table invitation (
    id bigint generated always as identity constraint invitation_pkey primary key,
    token_hash bytea not null constraint invitation_token_is_unique unique,
    editor_id bigint constraint invitation_editor_exists references editor,
    created_by bigint constraint invitation_creator_exists references editor,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    -- When it was used, or replaced by a newer one.
    ended_at timestamptz
);
create index invitation_editor_id_idx on invitation (editor_id) where ended_at is null;

-- A browser in which someone is signed in, or about to be. Ending a session deletes its row.
create table session (
    id bigint generated always as identity constraint session_pkey primary key,
    token_hash bytea not null constraint session_token_is_unique unique,
    editor_id bigint not null constraint session_editor_exists references editor,
    -- What the person still has to do: give the code of the second factor, set one up, or nothing.
    stage text not null constraint session_stage_is_known check (stage in ('second_factor', 'enrolment', 'full')),
    -- The secret of a second factor that is being set up.
    enrolment_secret bytea,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    -- When the password was last given in this session.
    proved_at timestamptz not null,
    origin text not null,
    user_agent text not null
);
create index session_editor_id_idx on session (editor_id);

-- A browser in which someone has signed in before. Its attempts are counted apart from everyone else's, so that no
-- stranger's wrong passwords can keep the owner out.
create table known_browser (
    token_hash bytea constraint known_browser_pkey primary key,
    editor_id bigint not null constraint known_browser_editor_exists references editor,
    created_at timestamptz not null,
    last_used_at timestamptz not null
);
create index known_browser_editor_id_idx on known_browser (editor_id);

-- What was done: action, object, result, origin, actor, time. Append-only, and chained: each row holds the hash of
-- itself and the row before it, so that a change of any row shows.
create table audit_event (
    id bigint constraint audit_event_pkey primary key,
    at timestamptz not null,
    -- Nobody: the system, or a person who is not signed in.
    actor_id bigint constraint audit_event_actor_exists references editor,
    -- The name by which the actor was known then, "system" or "visitor".
    actor text not null,
    -- The network address the request came from, or "command line" or "schedule".
    origin text not null,
    action text not null constraint audit_event_action_is_a_word check (action ~ '^[a-z]+([.-][a-z]+)*$'),
    object_kind text not null,
    object_id text not null,
    result text not null constraint audit_event_result_is_known check (result in ('done', 'refused', 'failed')),
    -- Such as the languages that were published; never a secret.
    detail text,
    hash bytea not null
);
create index audit_event_at_idx on audit_event (at);
create index audit_event_object_idx on audit_event (object_kind, object_id, id desc);

-- The hash of an event, given that of the one before it.
create function audit_event_hash(event audit_event, previous bytea) returns bytea language sql immutable as $$
    select sha256(
        coalesce(previous, ''::bytea) || convert_to(
            jsonb_build_array(
                event.id, extract(epoch from event.at), event.actor_id, event.actor, event.origin, event.action,
                event.object_kind, event.object_id, event.result, event.detail
            )::text,
            'UTF8'
        )
    )
$$;

-- Events are numbered without gaps in the order in which they are chained; one writes at a time.
create function chain_audit_event() returns trigger language plpgsql as $$
declare
    previous record;
begin
    perform pg_advisory_xact_lock(hashtext('audit_event'));
    select id, hash into previous from audit_event order by id desc limit 1;
    new.id := coalesce(previous.id, 0) + 1;
    new.hash := audit_event_hash(new, previous.hash);
    return new;
end
$$;

create trigger audit_event_is_chained before insert on audit_event
    for each row execute function chain_audit_event();
create trigger audit_event_is_immutable before update or delete or truncate on audit_event
    for each statement execute function refuse_change();
