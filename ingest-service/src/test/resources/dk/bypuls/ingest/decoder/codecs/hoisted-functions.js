var offset = start();
var result = {};
function Decode(fPort, bytes, variables) {
  result.port = fPort;
  result.level = word(bytes, offset) / 1000;
  result.variables = typeof variables;
  return result;
  function word(b, at) { return (b[at] << 8) | b[at + 1]; }
}
function start() { return 1; }
