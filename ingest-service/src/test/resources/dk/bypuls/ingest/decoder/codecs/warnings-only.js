function decodeUplink(input) {
  var warnings = [];
  if (input.bytes[0] < 20) { warnings.push('battery is low'); }
  return { data: { battery: input.bytes[0] }, warnings: warnings, errors: [] };
}
function encodeDownlink(input) { return { bytes: [], fPort: 1 }; }
function decodeDownlink(input) { return { data: {} }; }
