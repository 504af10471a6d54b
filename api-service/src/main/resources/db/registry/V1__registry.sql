-- The registry and what is still to be told. Everything here belongs to the role bypuls_registry; the audit trail does
-- not, so the database's bootstrap script makes it.

-- One row: which life of the database this is, and how far it is. Whoever changes anything locks it first.
create table registry.state (
  only_one boolean primary key default true check (only_one),
  epoch bigint not null,
  generation bigint not null,
  audit_rows bigint not null,
  audit_head text not null
);
-- A registry that starts anew goes on with the trail that is there.
insert into registry.state (epoch, generation, audit_rows, audit_head)
select (extract(epoch from clock_timestamp()) * 1000)::bigint, 0, count(*),
  coalesce((select hash from audit.trail order by sequence desc limit 1), repeat('0', 64))
from audit.trail;

-- Everything that is or was registered. Nothing is ever deleted: withdrawal is a state.
create table registry.entity (
  kind text not null,
  id text not null,
  version bigint not null,
  generation bigint not null,
  withdrawn boolean not null,
  body json not null,
  changed_at timestamptz not null,
  primary key (kind, id)
);

-- Records that Kafka has not acknowledged yet, in the order in which they are told.
create table registry.outbox (
  sequence bigint generated always as identity primary key,
  generation bigint not null,
  record_key text not null,
  record_value text not null
);

-- To which topic the registry was told whole. A topic with another id is told everything again.
create table registry.relay (
  only_one boolean primary key default true check (only_one),
  topic_id text not null
);
insert into registry.relay (topic_id) values ('');

create table registry.user_token (
  name text primary key,
  role text not null,
  sha256 text not null unique,
  created_at timestamptz not null,
  created_by text not null
);
