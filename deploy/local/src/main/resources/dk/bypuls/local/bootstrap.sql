-- Roles, schemas and rights of the database, run by its superuser at each start; running it again changes nothing.
-- The session setting bypuls.ROLE holds the password of each role.

do $$
declare
  login text;
begin
  foreach login in array array['bypuls_registry', 'bypuls_sink', 'bypuls_open', 'bypuls_exact'] loop
    if not exists (select from pg_roles where rolname = login) then
      execute format('create role %I login', login);
    end if;
    execute format('alter role %I password %L', login, current_setting('bypuls.' || login));
    execute format('grant connect on database %I to %I', current_database(), login);
  end loop;
  execute format('revoke all on database %I from public', current_database());
end $$;

revoke all on database postgres, template1 from public;

do $$
begin
  if exists (select from pg_available_extensions where name = 'timescaledb') then
    create extension if not exists timescaledb;
  end if;
end $$;

-- Nobody may make anything in "public"; extensions keep their functions there, so roles may call them.
revoke all on schema public from public;
grant usage on schema public to bypuls_registry, bypuls_sink, bypuls_open, bypuls_exact;

create schema if not exists registry authorization bypuls_registry;
create schema if not exists open authorization bypuls_sink;
create schema if not exists exact authorization bypuls_sink;

-- Whatever the sink makes later can be read on its own side of the wall, and only there.
grant usage on schema open to bypuls_open;
alter default privileges for role bypuls_sink in schema open grant select on tables to bypuls_open;
grant usage on schema exact to bypuls_exact;
alter default privileges for role bypuls_sink in schema exact grant select on tables to bypuls_exact;

-- TimescaleDB tells everybody the names and time ranges of every table's chunks; here only the sink may know.
do $$
declare
  told text;
begin
  foreach told in array array['timescaledb_information', 'timescaledb_experimental'] loop
    if exists (select from pg_namespace where nspname = told) then
      execute format('revoke all on schema %I from public', told);
      execute format('grant usage on schema %I to bypuls_sink', told);
    end if;
  end loop;
end $$;
