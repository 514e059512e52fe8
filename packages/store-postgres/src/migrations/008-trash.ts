/**
 * The trash: a table of its own, so that nothing that reads memories can find a deleted one.
 *
 * A later migration that adds a column to `memories` adds it to `deleted_memories` too.
 */
export const trash = `
create table deleted_memories (
  like memories including defaults including constraints including storage,
  deleted_at timestamptz not null,
  -- Whom the memory was shared with.
  shared_user_ids uuid[] not null,
  shared_group_ids uuid[] not null,
  primary key (owner_id, id)
) with (toast_tuple_target = 4080);
create index deleted_memories_by_owner_deleted on deleted_memories (owner_id, deleted_at, id);
create index deleted_memories_by_deleted on deleted_memories (deleted_at);
-- Users and groups that are removed leave the shares in the trash too.
create index deleted_memories_by_user on deleted_memories using gin (shared_user_ids);
create index deleted_memories_by_group on deleted_memories using gin (shared_group_ids);

-- After the row, because the check then sees a deletion that the insertion had to wait for.
create function refuse_id_in_trash() returns trigger language plpgsql as $$
begin
  if exists (select from deleted_memories d where d.owner_id = new.owner_id and d.id = new.id) then
    raise unique_violation using
      message = 'a memory of this id is in the trash',
      table = 'deleted_memories', constraint = 'deleted_memories_pkey';
  end if;
  return null;
end $$;
create trigger memories_not_in_trash after insert on memories
  for each row execute function refuse_id_in_trash();
`;
