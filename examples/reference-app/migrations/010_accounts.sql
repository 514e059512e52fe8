-- Up Migration

-- Every username that ever was, as SHA-256 of its lower case. None is given twice: the memory server knows users by
-- them, and would take a second one for the first.
create table usernames (
  digest bytea primary key
);
insert into usernames (digest) select sha256(convert_to(lower(username), 'UTF8')) from users;

-- As rate-limiter-flexible has it; the keys are hashed, expire is in milliseconds since the epoch.
create table rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
create index rate_limits_expire on rate_limits (expire);

-- How far users are with the guide of the start page. No row: not begun.
create table guides (
  user_id uuid primary key references users (id) on delete cascade,
  -- Steps that are done.
  steps text[] not null default '{}',
  is_closed boolean not null default false
);

-- Down Migration

drop table guides, rate_limits, usernames;
