-- Up Migration

create table users (
  id uuid primary key,
  username text not null,
  email text not null,
  name text not null default '',
  password_hash text not null,
  -- IANA name; null: what the browser says.
  time_zone text,
  theme text not null default 'auto' check (theme in ('auto', 'light', 'dark')),
  created_at timestamptz not null default now(),
  -- Sessions that began before do not count any more.
  sessions_from timestamptz not null default 'epoch'
);
create unique index users_username on users (lower(username));
create unique index users_email on users (lower(email));

-- connect-pg-simple's table.
create table sessions (
  sid text primary key,
  sess json not null,
  expire timestamptz not null
);
create index sessions_expire on sessions (expire);

-- As which OAuth client this application acts: one row.
create table oauth_client (
  singleton boolean primary key default true check (singleton),
  issuer text not null,
  client_id text not null,
  client_secret_sealed text not null,
  registered_at timestamptz not null default now()
);

-- Which users allowed this application to use their memories.
create table connections (
  user_id uuid primary key references users (id) on delete cascade,
  issuer text not null,
  method text not null check (method in ('direct', 'code')),
  memory_user_id uuid,
  scopes text not null,
  access_token_sealed text not null,
  refresh_token_sealed text not null,
  expires_at timestamptz not null,
  -- Counts the refreshes: whoever refreshes names the version that was read.
  version integer not null default 1,
  -- Until when one instance has the right to refresh.
  refreshing_until timestamptz,
  connected_at timestamptz not null default now()
);

-- Down Migration

drop table connections, oauth_client, sessions, users;
