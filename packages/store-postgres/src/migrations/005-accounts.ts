/** Profiles with the users' settings, and who was erased. */
export const accounts = `
-- What users say of themselves is sealed; what the database has to ask about is not.
create table profiles (
  user_id uuid primary key,
  sealed bytea,
  default_permission text not null,
  default_expiry_days integer,
  persona_enabled boolean not null,
  discoverable boolean not null,
  updated_at timestamptz not null
);

create index users_by_username_prefix on users (lower(username) text_pattern_ops);

create table erasures (
  user_id uuid primary key,
  begun_at timestamptz not null,
  finished_at timestamptz
);
create index erasures_open on erasures (begun_at) where finished_at is null;
create index erasures_finished on erasures (finished_at);

-- Whose key was destroyed: they get no other.
create table destroyed_keys (
  owner_id uuid primary key,
  at timestamptz not null
);
`;
