-- What people outside said of a dataset. Rows are deleted when their time is over: texts and contacts are personal data.
create table registry.feedback (
  number bigint generated always as identity primary key,
  secret_sha256 text not null unique,
  dataset text not null,
  text text not null,
  said_window json,
  contact text,
  received_at timestamptz not null,
  state text not null,
  answer text,
  answered_at timestamptz,
  answered_by text
);
create index on registry.feedback (dataset, number);
create index on registry.feedback (received_at);

-- How much each dataset was used, by local day and way. Nothing in it is of a person: every instance adds to the same rows.
create table registry.usage (
  day date not null,
  dataset text not null,
  way text not null,
  requests bigint not null,
  rows_given bigint not null,
  bytes_given bigint not null,
  milliseconds bigint not null,
  primary key (dataset, day, way)
);
create index on registry.usage (day);
