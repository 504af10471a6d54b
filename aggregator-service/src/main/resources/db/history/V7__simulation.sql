-- What each order to simulate a policy found out. Kept for good: decisions refer to a report by its job. Inside alone: its
-- figures are made of exact values.
do $$
begin
  if '${schema}' = 'exact' then
    create table simulation (
      job        text        collate "C" primary key,  -- the id of the order in the registry
      dataset    text        collate "C" not null,
      state      text        not null,                 -- running, done or refused
      detail     text        not null,                 -- why it was refused; else empty
      reached    timestamptz not null,                 -- the leaves that start before it were read
      report     json,                                 -- absent until it is done
      began_at   timestamptz not null,
      updated_at timestamptz not null
    );
  end if;
end $$;
