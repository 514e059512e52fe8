-- Up Migration

-- Deletions that can still be undone. They end with the connection: what was deleted belongs to the memory server's user.
create table deletions (
  id uuid primary key,
  user_id uuid not null references connections (user_id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index deletions_of_user on deletions (user_id, created_at desc);
create index deletions_expiring on deletions (expires_at);

-- What was deleted, encrypted for that user and that memory.
create table deleted_memories (
  deletion_id uuid not null references deletions (id) on delete cascade,
  memory_id uuid not null,
  sealed text not null,
  primary key (deletion_id, memory_id)
);

-- Down Migration

drop table deleted_memories, deletions;
