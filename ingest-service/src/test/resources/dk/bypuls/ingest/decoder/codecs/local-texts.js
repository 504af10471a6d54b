function Decoder(bytes, port, uplinkInfo) {
  var seconds = ((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]) >>> 0;
  var at = new Date(seconds * 1000);
  return {
    at: at.toLocaleString(), day: at.toLocaleDateString('en-US'), time: at.toLocaleTimeString(),
    total: (seconds / 1000).toLocaleString(), none: new Date(NaN).toLocaleString(), counter: uplinkInfo.fcnt || 0,
  };
}
