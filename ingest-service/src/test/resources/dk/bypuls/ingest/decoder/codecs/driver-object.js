const driver = {
  decodeUplink(input) {
    return input.fPort === 3 ? { data: { open: input.bytes[0] === 1 } } : { errors: ['unknown port ' + input.fPort] };
  },
};
