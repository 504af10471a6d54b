-- How far each order to take back what was published has come. Inside alone, like the other orders.
do $$
begin
  if '${schema}' = 'exact' then
    create table recall (
      job        text        collate "C" primary key,  -- the id of the order in the registry
      dataset    text        collate "C" not null,
      state      text        not null,                 -- running or done
      deleted    bigint      not null,                 -- so many rows were deleted from the open history, all revisions
      began_at   timestamptz not null,                 -- when those who listen had been told
      updated_at timestamptz not null
    );
  end if;
end $$;
