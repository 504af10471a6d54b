-- What a window about people says instead of how many readings and sensors it is made of. Absent in all others.
alter table windows
  add column least    bigint,                 -- of a band that is told in the place of a value: its lowest value …
  add column below    bigint,                 -- … and the bound it does not reach
  add column quality  smallint,               -- dk.bypuls.events.policy.Quality.number()
  add column leaves   int,                    -- how many answers it is the sum of; 0 where it is an answer itself
  add column withheld int;                    -- how many of these were withheld
