-- How the parts were, minute by minute of a UTC day: in which minutes somebody looked, and in which of them it was in trouble.
-- Instances add to each other's: a bit once set stays set.
create table registry.status_minutes (
  day date not null,
  part text not null,
  seen bit(1440) not null,
  trouble bit(1440) not null,
  primary key (day, part)
);
