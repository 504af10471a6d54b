const fields = [
  { name: 'temperature', at: 0, read: (hi, lo) => (((hi << 8) | lo) << 16) >> 16, by: 10 },
  { name: 'co2', at: 2, read: (hi, lo) => (hi << 8) | lo },
];
const decodeUplink = ({ bytes, fPort: port, ...rest }) => {
  const data = fields.reduce((all, { name, at, read, by = 1 }) => {
    const [hi, lo] = bytes.slice(at, at + 2);
    return { ...all, [name]: read(hi, lo) / by };
  }, {});
  data.first = bytes?.[0];
  data.nothing = rest.metadata?.gateway?.name ?? 'none';
  data.port = port;
  data.id = `P${String(port).padStart(3, '0')}`;
  return { data };
};
