-- How far each order to publish what was kept inside has come. Inside alone: an order names what is not public yet.
do $$
begin
  if '${schema}' = 'exact' then
    create table back_publication (
      job         text        collate "C" primary key,  -- the id of the order in the registry
      dataset     text        collate "C" not null,
      state       text        not null,                 -- running, done or refused
      detail      text        not null,                 -- why it was refused; else empty
      -- The last window that is in the open history or was passed over; by resolution, start and series.
      resolution  smallint    not null,
      start_at    timestamptz not null,
      series      int         not null,
      published   bigint      not null,                 -- so many windows were published by it
      passed_over bigint      not null,                 -- so many were public already, or may not leave
      began_at    timestamptz not null,
      updated_at  timestamptz not null
    );
  end if;
end $$;
