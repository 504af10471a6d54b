// Old engines lack these; the codec brings them along.
if (!String.prototype.padZeros) {
  String.prototype.padZeros = function (length) { return this.length >= length ? String(this) : ('0' + this).padZeros(length); };
}
Array.prototype.sum = function () { return this.reduce(function (a, b) { return a + b; }, 0); };
function Decoder(bytes, port) {
  return { hex: bytes.map(function (b) { return b.toString(16).padZeros(2); }).join(''), sum: bytes.sum() };
}
