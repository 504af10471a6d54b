// Type, length, value: constants in the block of a loop.
function decodeUplink(input) {
  const data = {};
  const bytes = input.bytes;
  for (let at = 0; at < bytes.length; ) {
    const type = bytes[at++];
    const size = type === 0x01 ? 2 : 1;
    const raw = bytes.slice(at, at + size);
    switch (type) {
      case 0x01: {
        const signed = ((raw[0] << 8) | raw[1]) << 16 >> 16;
        data.temperature = signed / 10;
        break;
      }
      case 0x02: {
        const half = raw[0] / 2;
        data.humidity = half;
        break;
      }
      default:
        return { errors: [`unknown type ${type}`] };
    }
    at += size;
  }
  return { data, warnings: [], errors: [] };
}
