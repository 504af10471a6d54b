console.log('loaded');
function Decoder(bytes, port) {
  console.info('bytes', bytes);
  console.warn(`port ${port}`);
  console.error(new Error('not thrown'));
  console.table && console.table({});
  return { bin: bytes[0] };
}
