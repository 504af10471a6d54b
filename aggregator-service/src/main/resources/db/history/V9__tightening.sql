-- What became of what was out when a stricter version of a dataset's policy came into force, and how far that is. Kept for
-- good: it belongs to the decision. Inside alone, like the orders.
do $$
begin
  if '${schema}' = 'exact' then
    create table tightening (
      dataset    text        collate "C" not null,
      version    int         not null,                 -- of the policy that is stricter
      state      text        not null,                 -- running or done
      reached    timestamptz not null,                 -- what starts before it was told anew
      began_at   timestamptz not null,
      updated_at timestamptz not null,
      primary key (dataset, version)
    );
    create table tightened (
      dataset    text        collate "C" not null,
      version    int         not null,
      resolution smallint    not null,
      leaves     boolean     not null,                 -- whether it is about answers themselves, or about sums of them
      kept       bigint      not null,                 -- so many say what they said before
      changed    bigint      not null,                 -- … something coarser
      withdrawn  bigint      not null,                 -- … nothing any more
      primary key (dataset, version, resolution, leaves)
    );
  end if;
end $$;
