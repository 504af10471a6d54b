-- The history of windows. Run once in each of the schemas "open" and "exact" by their owner bypuls_sink:
-- ${schema} is the schema, ${chunk} how much time one chunk holds.
-- The sink is the one writer. Rows are only ever added, never changed; retention takes them away.
--
-- How to read one page of a dataset's windows in the order start, place, sensor, quantity:
--
--   select id from open.families where dataset = $dataset and resolution = $resolution;          -- keep it: it never changes
--   select id, place, sensor, area, quantity from open.series where family = $family;            -- keep it: rows are only added
--   select batch from open.sink_batch;                                  -- the horizon: fixed by the first page, kept in its cursor
--
--   select * from open.windows
--   where family = $family and start_at >= $from and start_at < $to and batch <= $horizon
--     -- and series = any ($series)       for chosen places or quantities
--     -- and published_at <= $as_of       for "as of"
--   order by start_at fetch first $limit rows with ties;
--
-- Then, start by start: keep the highest revision of each series, order by its place, sensor and quantity, cut at the limit. The
-- last start is whole ("with ties"), so a cursor of (start_at, place, sensor, quantity, horizon) can go on in its middle. Measured:
-- 0.7 ms for 1,000 rows of 48,000 in the range, because the key delivers them in order; with a join to series and the whole order
-- in SQL the planner reads and sorts the range (74 ms), unless hash joins and bitmap scans are switched off (3 ms).
--
-- The newest window of every series (1.3 ms for 100 series; "left join lateral ... on true" for those without any):
--
--   select s.place, s.sensor, s.area, s.quantity, w.*
--   from open.series s cross join lateral
--     (select * from open.windows where series = s.id order by start_at desc, revision desc limit 1) w
--   where s.family = $family order by s.place, s.sensor, s.quantity;
--
-- A cell without a row is missing when it ends at or before complete_through.through (the smallest over the partitions
-- that tell of the dataset and resolution), and not yet due after it.
-- Rows that a later withdrawal covers are not public: start_at in [from_at, to_at) and published_at <= withdrawn_at.

-- All series of one dataset at one resolution: what one question asks for.
create table families (
  id         int generated always as identity primary key,
  dataset    text     collate "C" not null,   -- empty for series that are in no dataset
  resolution smallint not null,               -- dk.bypuls.events.Resolution.number(): 1 PT1M, 2 PT15M, 3 PT1H, 4 P1D, 5 P1M
  unique (dataset, resolution)
);

-- What was measured where. The windows of one series differ in time and revision only. What does not apply is empty.
create table series (
  id       int generated always as identity primary key,
  family   int  not null references families,
  place    text collate "C" not null,
  sensor   text collate "C" not null,
  area     text collate "C" not null,         -- empty for a sensor's window
  quantity text collate "C" not null,         -- dk.bypuls.events.vocabulary.Quantity.id()
  unique (family, place, sensor, area, quantity)
);

-- One row for each revision of each window. The widest columns come first, so that little of a row is padding.
create table windows (
  start_at     timestamptz not null,
  end_at       timestamptz not null,
  published_at timestamptz not null,          -- append time of its record, to the millisecond
  final_at     timestamptz not null,
  count        bigint      not null,
  family       int         not null,          -- the family of its series
  series       int         not null,
  revision     int         not null,
  batch        int         not null,          -- which transaction of the sink wrote it: see sink_batch
  flags        int         not null,          -- bits of dk.bypuls.events.Flag
  expected     int,
  contributors int,                           -- only in an area's window
  status       smallint    not null,          -- dk.bypuls.events.Window.Status.number(): 2 complete, 3 suppressed
  -- Whole numbers of the statistic's last decimal place: scale of the quantity + Statistic.furtherPlaces().
  mean         bigint,
  min          bigint,
  max          bigint,
  sum          bigint,
  stddev       bigint,
  first        bigint,
  last         bigint,
  p05          bigint,
  p50          bigint,
  p95          bigint,
  delta        bigint,
  reason       text
);

do $$
begin
  if exists (select from pg_extension where extname = 'timescaledb') then
    perform public.create_hypertable('${schema}.windows', 'start_at',
      chunk_time_interval => interval '${chunk}', create_default_indexes => false);
  end if;
end $$;

-- The one key. A family's rows of one time lie together, which is how they are asked for; the sink writes in this order, so
-- that it costs no more than a key that begins with the time. A second row with one key is an error that the sink reports.
create unique index windows_key on windows (family, start_at, series, revision desc);
-- One series over time, and its newest window.
create index windows_series on windows (series, start_at);

-- How far the windows are complete: as told by the aggregator, written with the windows it speaks of.
create table complete_through (
  dataset    text        collate "C" not null,
  resolution smallint    not null,
  partition  int         not null,
  through    timestamptz not null,
  primary key (dataset, resolution, partition)
);

-- What was taken back.
create table withdrawn (
  dataset      text        collate "C" not null,
  from_at      timestamptz not null,
  to_at        timestamptz not null,
  withdrawn_at timestamptz not null,          -- append time of its record
  reason       text        not null,
  primary key (dataset, from_at, to_at, withdrawn_at)
);

-- The next record to be written of each partition. It moves with the rows, in one transaction, and only from where its
-- writer believes it to be: of two writers one is refused.
create table sink_progress (
  topic_id    text   not null,                -- a topic that was deleted and made again has another
  topic       text   not null,
  partition   int    not null,
  next_offset bigint not null,
  primary key (topic_id, partition)
);

-- Records that are no window event, as they came: the sink goes on past them and says so.
create table set_aside (
  topic_id    text        not null,
  partition   int         not null,
  "offset"    bigint      not null,
  appended_at timestamptz not null,
  reason      text        not null,
  bytes       bytea,
  primary key (topic_id, partition, "offset")
);

-- How many transactions wrote here, and who did the last: one row. Rows with batch <= this are what a reader who asks now
-- can see, so a reader who keeps the number sees the same rows on each of its pages.
create table sink_batch (
  batch      int         not null,
  writer     text        not null,
  written_at timestamptz not null,
  only_one   boolean     not null default true primary key check (only_one)
);
insert into sink_batch (batch, writer, written_at) values (0, 'nobody yet', now());

-- How long each dataset's windows are kept, as the registry last said.
create table retention (
  dataset text collate "C" primary key,
  keep    interval not null
);
