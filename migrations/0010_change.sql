-- Which entries are others to readers, by the transaction in which they became so. An instance that has read everything
-- reads only these from then on, all that one transaction changed at once.
--
-- Rows are for instances that run: they are deleted after a day. There is no reference to the entry, so that nobody waits.
create table change (
    entry_id text not null,
    transaction_id xid8 not null default pg_current_xact_id(),
    at timestamptz not null default now()
);
create index change_transaction_id_idx on change (transaction_id);

create function note_change() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        insert into change (entry_id) values (old.entry_id);
    end if;
    if tg_op <> 'DELETE' then
        insert into change (entry_id) values (new.entry_id);
    end if;
    return null;
end
$$;

create function note_changed_place() returns trigger language plpgsql as $$
begin
    insert into change (entry_id) values (new.id);
    return null;
end
$$;

-- Everything that the view `live` reads.
create trigger publication_is_a_change after insert on publication for each row execute function note_change();
create trigger address_is_a_change after insert or update or delete on address
    for each row execute function note_change();
create trigger agreement_is_a_change after insert on agreement for each row execute function note_change();
create trigger confirmation_is_a_change after insert on confirmation for each row execute function note_change();
create trigger entry_place_is_a_change after update on entry for each row
    when (
        (old.parent_id, old.position, old.is_example) is distinct from (new.parent_id, new.position, new.is_example)
    )
    execute function note_changed_place();
