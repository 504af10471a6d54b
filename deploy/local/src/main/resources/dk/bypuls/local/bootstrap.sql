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
  if not exists (select from pg_roles where rolname = 'bypuls_audit') then
    create role bypuls_audit nologin;
  end if;
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
create schema if not exists audit authorization bypuls_audit;

-- Whatever the sink makes later can be read on its own side of the wall, and only there.
grant usage on schema open to bypuls_open;
alter default privileges for role bypuls_sink in schema open grant select on tables to bypuls_open;
grant usage on schema exact to bypuls_exact;
alter default privileges for role bypuls_sink in schema exact grant select on tables to bypuls_exact;

-- Who changed what in the registry, when and why. It belongs to a role that nobody can become, so whoever holds the
-- password of the registry can add to it and read it, and nothing else (I12). Each row is sealed with the row before it.
set role bypuls_audit;

create table if not exists audit.trail (
  sequence bigint primary key,
  at timestamptz not null,
  who text not null,
  action text not null,
  generation bigint not null,
  kind text not null,
  id text not null,
  message text,
  before json,
  after json,
  previous_hash text not null,
  hash text not null
);
create index if not exists trail_of_one on audit.trail (kind, id, sequence);

-- Refuses the superuser's slip of the hand, too.
create or replace function audit.refuse_edit() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end $$;
create or replace trigger trail_is_append_only before update or delete or truncate on audit.trail
for each statement execute function audit.refuse_edit();

grant usage on schema audit to bypuls_registry;
grant select, insert on audit.trail to bypuls_registry;

reset role;

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
