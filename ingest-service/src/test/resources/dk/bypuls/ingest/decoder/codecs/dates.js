function decodeUplink(input) {
  var seconds = ((input.bytes[0] << 24) | (input.bytes[1] << 16) | (input.bytes[2] << 8) | input.bytes[3]) >>> 0;
  return {
    data: {
      measuredAt: new Date(seconds * 1000),
      receivedAt: input.recvTime,
      isDate: input.recvTime instanceof Date,
      hour: new Date(seconds * 1000).getHours(),
      never: new Date('nonsense'),
    },
  };
}
