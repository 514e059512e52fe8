/** Personas, with all that their owners wrote of them sealed. */
export const personas = `
create table personas (
  owner_id uuid not null,
  id uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  sealed bytea not null,
  primary key (owner_id, id)
);
create unique index personas_by_id on personas (id);
`;
