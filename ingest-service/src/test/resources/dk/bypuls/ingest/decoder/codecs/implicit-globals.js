/* Written before anybody said "use strict". */
function Decoder(bytes, port) {
  decoded = {};
  count = 0;
  for (i = 0; i < bytes.length; i++) {
    value = bytes[i];
    decoded['channel' + i] = value;
    count++;
  }
  decoded.count = count;
  return decoded;
}
