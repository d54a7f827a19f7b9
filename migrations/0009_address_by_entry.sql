-- What is live is read with the addresses of each entry: without this, every entry reads every address.
create index address_entry_id_idx on address (entry_id);
