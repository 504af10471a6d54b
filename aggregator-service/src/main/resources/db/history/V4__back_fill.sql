-- How far each order to make windows of files has come. Inside alone: most of what it tells is not public yet.
do $$
begin
  if '${schema}' = 'exact' then
    create table back_fill (
      job        text        collate "C" primary key,  -- the id of the order in the registry
      sensor     text        collate "C" not null,
      state      text        not null,                 -- running, done or refused
      detail     text        not null,                 -- why it was refused, or what it left as it is; else empty
      told       bigint      not null,                 -- so many windows were new or revised
      same       bigint      not null,                 -- so many were in history as the files make them
      left_alone bigint      not null,                 -- so many differ, were made of other readings, and stay
      reached    timestamptz not null,                 -- history has the windows before it, of the series it is at
      began_at   timestamptz not null,
      updated_at timestamptz not null
    );
  end if;
end $$;
