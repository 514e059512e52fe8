-- Up Migration

-- The memory server keeps deleted memories. The copies here could be restored for 30 minutes at most.
drop table deleted_memories, deletions;

-- Down Migration

create table deletions (
  id uuid primary key,
  user_id uuid not null references connections (user_id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index deletions_of_user on deletions (user_id, created_at desc);
create index deletions_expiring on deletions (expires_at);

create table deleted_memories (
  deletion_id uuid not null references deletions (id) on delete cascade,
  memory_id uuid not null,
  sealed text not null,
  primary key (deletion_id, memory_id)
);
