function bytesToFloat(bytes) {
  var buffer = new ArrayBuffer(4);
  var view = new Uint8Array(buffer);
  view.set(bytes);
  return new Float32Array(buffer)[0];
}
function Decoder(bytes, port) {
  var words = new Uint16Array(new Uint8Array(bytes.slice(4, 8)).buffer);
  return { flow: bytesToFloat(bytes.slice(0, 4)), words: Array.from(words), raw: new Uint8Array(bytes).subarray(0, 2) };
}
