/** Ids of the caller's choice for personas and groups, and calls that may be repeated. */
export const people = `
-- A default persona has its owner's id, which nobody else's persona can keep from its owner.
drop index personas_by_id;
create index personas_by_id on personas (id);
create unique index personas_chosen_id on personas (id) where id <> owner_id;

-- Every id that a group has or had: none is used twice, so that nothing shared with a former group comes to a new one.
create table group_ids (
  id uuid primary key
);
insert into group_ids (id) select distinct id from groups;
delete from memory_shares
where grantee_kind = 'group' and not exists (select from groups where groups.id = grantee_id);

-- Calls with an Idempotency-Key. The id is a hash of caller, operation and key; what was asked and answered is sealed.
create table idempotent_calls (
  owner_id uuid not null,
  id uuid not null,
  -- The attempt that is under way, and until when it may be.
  holder uuid not null,
  held_until timestamptz not null,
  begun_at timestamptz not null,
  expires_at timestamptz not null,
  sealed_request bytea not null,
  sealed_answer bytea,
  primary key (owner_id, id)
);
-- Ciphertext does not compress.
alter table idempotent_calls alter column sealed_answer set storage external;
create index idempotent_calls_by_expiry on idempotent_calls (expires_at);
`;
