-- What somebody asks for a dataset to become, and what was said to the last of it. One row for each dataset: all that
-- was ever asked and said is in the audit trail. Nothing in here is in force.
create table registry.proposal (
  number bigint generated always as identity primary key,
  dataset text not null unique,
  body json not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  message text,
  state text not null,
  decided_by text,
  decided_at timestamptz,
  reason text
);
