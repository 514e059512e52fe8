-- Up Migration

-- Where this installation's users live at the memory server, which knows them by their usernames: a realm that no other
-- installation has, and not this one either once its database is lost. Who registers there is a stranger to those before.
create table realm (
  singleton boolean primary key default true check (singleton),
  name text not null
);
insert into realm (name)
  select case when exists (select from oauth_client) then 'reference-app' else 'reference-app-' || gen_random_uuid() end;

-- Down Migration

drop table realm;
