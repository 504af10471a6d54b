function decodeUplink(input) {
  const registers = Buffer.alloc(8);
  registers.writeUInt16BE((input.bytes[2] << 8) | input.bytes[3], 0);
  registers.writeUInt16BE((input.bytes[0] << 8) | input.bytes[1], 2);
  registers.writeInt32LE(-2, 4);
  registers.writeUInt8(input.bytes[4], 7);
  const float = Buffer.alloc(4);
  float.writeFloatLE(0.5);
  return {
    data: {
      swapped: registers.readFloatBE(0), rest: registers.toString('hex', 4), float: float.readFloatLE(0),
      text: new TextDecoder('utf-8').decode(new Uint8Array(input.bytes.slice(5))), letters: new TextEncoder().encode('å').length,
    },
  };
}
