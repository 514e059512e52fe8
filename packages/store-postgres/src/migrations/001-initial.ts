/**
 * The first schema. Every table that belongs to an owner begins its key with the owner, so that it can
 * be partitioned or distributed by owner later.
 */
export const initial = `
create extension if not exists vector;

create table users (
  id uuid primary key,
  username text not null,
  email text not null,
  password_hash text,
  is_superuser boolean not null default false,
  is_active boolean not null default true,
  created_at timestamptz not null
);
create unique index users_username on users (lower(username));
create unique index users_email on users (lower(email));

create table data_keys (
  owner_id uuid primary key,
  key_id text not null,
  wrapped bytea not null
);

create table groups (
  owner_id uuid not null,
  id uuid not null,
  name text not null,
  description text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (owner_id, id)
);
create index groups_by_id on groups (id);
create unique index groups_name on groups (owner_id, lower(name));

create table group_members (
  owner_id uuid not null,
  group_id uuid not null,
  user_id uuid not null,
  primary key (owner_id, group_id, user_id),
  foreign key (owner_id, group_id) references groups (owner_id, id) on delete cascade
);
create index group_members_by_user on group_members (user_id, group_id);

-- Names of embedding models, so that each memory carries two bytes instead of a name.
create table embedding_models (
  id smallint primary key generated always as identity,
  name text not null unique
);

create table memories (
  owner_id uuid not null,
  id uuid not null,
  permission text not null,
  -- Whether the row is in the HNSW index; set by maintain, in its own time. No result depends on it.
  ann boolean not null default false,
  embedding_model smallint references embedding_models (id),
  -- Grows with each change of the text, so that no embedding is saved for a text that it was not made of.
  text_revision integer not null default 1,
  embed_attempts integer not null default 0,
  -- Until when an embedding worker holds the memory, or lets it wait after a failure.
  embed_after timestamptz not null default '-infinity',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz,
  category text,
  tags text[] not null default '{}',
  embedding halfvec(1536),
  sealed_text bytea not null,
  sealed_metadata bytea,
  primary key (owner_id, id),
  check ((embedding is null) = (embedding_model is null))
) with (toast_tuple_target = 4080);
-- Inline: an exact scan reads vectors three to four times faster than out of line.
alter table memories alter column embedding set storage plain;
-- Ciphertext does not compress.
alter table memories alter column sealed_text set storage external;
alter table memories alter column sealed_metadata set storage external;

create index memories_by_id on memories (id);
create index memories_by_owner_created on memories (owner_id, created_at, id);
create index memories_by_model on memories (embedding_model, embed_after);
create index memories_owner_unindexed on memories (owner_id) where not ann;
create index memories_public_created on memories (created_at, id) where permission = 'public';
create index memories_public_by_owner on memories (owner_id, created_at, id) where permission = 'public';
create index memories_public_category on memories (category, created_at, id)
  where permission = 'public' and category is not null;
create index memories_public_tags on memories using gin (tags) where permission = 'public';
create index memories_public_unindexed on memories (id) where permission = 'public' and not ann;

-- What maintain keeps in the HNSW index: 'public', or the id of an owner with many memories.
create table indexed_scopes (
  scope text primary key
);

create table memory_shares (
  owner_id uuid not null,
  memory_id uuid not null,
  grantee_kind text not null check (grantee_kind in ('user', 'group')),
  grantee_id uuid not null,
  primary key (owner_id, memory_id, grantee_kind, grantee_id),
  foreign key (owner_id, memory_id) references memories (owner_id, id) on delete cascade
);
create index memory_shares_by_grantee on memory_shares (grantee_id, grantee_kind, owner_id, memory_id);
`;
