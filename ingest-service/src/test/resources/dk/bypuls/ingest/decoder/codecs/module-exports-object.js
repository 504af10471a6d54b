function read(input) { return { data: { parking: (input.bytes[0] & 1) === 1 ? 'occupied' : 'free' } }; }
if (typeof module !== 'undefined' && module.exports) {
  module.exports = { decodeUplink: read };
}
