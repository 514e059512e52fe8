/**
 * Realms of users, the authorization server's tables, and the record of activity. Codes, refresh tokens,
 * secrets and sessions are kept as hashes.
 */
export const authorization = `
alter table users add column realm text;
drop index users_username;
drop index users_email;
create unique index users_username on users (lower(username), realm) nulls not distinct;
create unique index users_email on users (lower(email)) where realm is null;
create index users_by_creation on users (created_at, id);

create table activity (
  id uuid primary key,
  at timestamptz not null,
  action text not null,
  outcome text not null,
  reason text,
  user_id uuid,
  client_id text,
  address text,
  duration_ms double precision,
  details jsonb
);
create index activity_by_time on activity (at, id);
create index activity_by_user on activity (user_id, at, id) where user_id is not null;

create table signing_keys (
  number integer primary key,
  sealed text not null
);

create table oauth_clients (
  id uuid primary key,
  name text not null,
  redirect_uris text[] not null,
  authentication_methods text[] not null,
  secret_hash text,
  scopes text[] not null,
  registered_by text not null check (registered_by in ('administrator', 'client')),
  allow_direct_connect boolean not null,
  realm text not null,
  is_active boolean not null,
  description jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  last_used_at timestamptz
);
create index oauth_clients_by_creation on oauth_clients (created_at, id);
create index oauth_clients_by_use on oauth_clients (coalesce(last_used_at, created_at))
  where registered_by = 'client';

-- client_id is no foreign key: clients of metadata documents have no row.
create table oauth_grants (
  id uuid primary key,
  user_id uuid not null,
  client_id text not null,
  scopes text[] not null,
  resource text not null,
  created_at timestamptz not null,
  revoked_at timestamptz
);
create index oauth_grants_by_user on oauth_grants (user_id) where revoked_at is null;
create index oauth_grants_by_client on oauth_grants (client_id) where revoked_at is null;
create index oauth_grants_revoked on oauth_grants (revoked_at) where revoked_at is not null;

create table oauth_codes (
  hash text primary key,
  request_id text not null unique,
  grant_id uuid not null references oauth_grants (id) on delete cascade,
  redirect_uri text not null,
  code_challenge text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index oauth_codes_by_grant on oauth_codes (grant_id);
create index oauth_codes_by_expiry on oauth_codes (expires_at);

create table oauth_refresh_tokens (
  hash text primary key,
  grant_id uuid not null references oauth_grants (id) on delete cascade,
  expires_at timestamptz not null,
  rotated_at timestamptz
);
create index oauth_refresh_tokens_by_grant on oauth_refresh_tokens (grant_id);
create index oauth_refresh_tokens_by_expiry on oauth_refresh_tokens (expires_at);

create table oauth_sessions (
  hash text primary key,
  user_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index oauth_sessions_by_user on oauth_sessions (user_id);
create index oauth_sessions_by_expiry on oauth_sessions (expires_at);

-- Positions are given under an advisory lock that is held until the commit, so that they become visible
-- in their order.
create table oauth_revocations (
  position bigint primary key generated always as identity,
  kind text not null check (kind in ('token', 'grant', 'client', 'user')),
  subject text not null,
  at timestamptz not null,
  expires_at timestamptz not null
);
create index oauth_revocations_by_expiry on oauth_revocations (expires_at);

-- As rate-limiter-flexible has it; expire is in milliseconds since the epoch.
create table rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
create index rate_limits_by_expiry on rate_limits (expire);
`;
