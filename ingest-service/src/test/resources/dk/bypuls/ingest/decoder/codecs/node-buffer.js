function decodeUplink(input) {
  const buf = Buffer.from(input.bytes);
  return {
    data: {
      temperature: buf.readInt16BE(0) / 100,
      pressure: buf.readUInt32BE(2) / 100,
      small: buf.readInt8(6),
      middle: buf.readUIntLE(7, 3),
      ratio: Number(buf.readFloatLE(10).toFixed(3)),
      serial: buf.slice(0, 2).toString('hex').toUpperCase(),
      text: Buffer.from('68656a', 'hex').toString(),
      base64: buf.toString('base64'),
      isBuffer: Buffer.isBuffer(buf),
      length: buf.length,
    },
  };
}
