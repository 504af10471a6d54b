-- Keys that people outside asked for. A granted one goes out with the registry, as the entity granted-key; its row stays
-- for what was said of it. Refused, revoked and forgotten ones are deleted: the contact is personal data.
create table registry.key_request (
  name text primary key,
  sha256 text not null unique,
  purpose text not null,
  contact text,
  requested_at timestamptz not null,
  granted_at timestamptz,
  granted_by text
);
