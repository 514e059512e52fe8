-- Up Migration

-- Where the client's users are sent back to, as the memory server knows it; null: not known.
alter table oauth_client add column redirect_uri text;

-- Code flows whose answer has come, by the hash of their state: each is used once, on whatever instance it comes in.
create table answered_code_flows (
  state_hash text primary key,
  answered_at timestamptz not null default now()
);
create index answered_code_flows_time on answered_code_flows (answered_at);

-- Down Migration

drop table answered_code_flows;
alter table oauth_client drop column redirect_uri;
