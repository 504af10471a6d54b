function* channels(bytes) {
  for (let i = 0; i + 1 < bytes.length; i += 2) yield [bytes[i], bytes[i + 1]];
}
const names = new Map([[1, 'in'], [2, 'out']]);
function decodeUplink(input) {
  const counts = new Map();
  for (const [channel, value] of channels(input.bytes)) {
    const name = names.get(channel) || `channel_${channel}`;
    counts.set(name, (counts.get(name) || 0) + value);
  }
  return { data: Object.fromEntries(counts), warnings: [...new Set(['a', 'a'])] };
}
