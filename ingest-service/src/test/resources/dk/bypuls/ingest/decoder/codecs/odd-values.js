function Decoder(bytes, port) {
  return {
    nan: bytes[0] / 0 - bytes[0] / 0, infinite: 1 / 0, nothing: undefined, empty: null, call: function () {},
    symbol: Symbol('x'), big: 12345678901234567890n, tiny: 1e-7, huge: 1e21, minus: -0, list: [1, undefined, NaN, 'x'],
    boxed: new Number(5), text: new String('boxed'), yes: new Boolean(true), 'odd "name"\n': '\u2028æøå\ud83d\ude00',
  };
}
