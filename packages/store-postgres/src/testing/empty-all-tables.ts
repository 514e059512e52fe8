/**
 * One statement that removes every row but the record of migrations, whatever the tables are.
 * Leaves empty tables alone, because truncating one takes as long as a small test.
 */
export const emptyAllTables = `
do $$
declare
  name text;
  filled boolean;
begin
  for name in
    select tablename from pg_tables
    where schemaname = 'public' and tablename <> 'picard_migrations'
  loop
    execute format('select exists (select from %I)', name) into filled;
    if filled then
      execute format('truncate %I restart identity cascade', name);
    end if;
  end loop;
end
$$`;
