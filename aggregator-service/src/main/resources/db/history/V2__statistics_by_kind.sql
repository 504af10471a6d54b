-- The figures of states and of sound, and how many readings did not enter. Earlier rows do not say.
alter table windows
  add column flagged bigint not null default 0,
  add column share   bigint,
  add column known   bigint,
  add column leq     bigint,
  add column l10     bigint,
  add column l90     bigint;
