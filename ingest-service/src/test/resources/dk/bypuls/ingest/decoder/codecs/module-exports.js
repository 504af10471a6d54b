const table = { 1: 'open', 2: 'closed' };
exports.decodeUplink = (input) => ({ data: { door: table[input.bytes[0]] ?? 'unknown' } });
