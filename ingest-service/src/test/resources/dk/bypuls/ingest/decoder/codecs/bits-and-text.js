function decodeUplink(input) {
  var bits = input.bytes[0].toString(2).padStart(8, '0').split('').reverse();
  var text = String.fromCharCode.apply(null, input.bytes.slice(1));
  var match = /^([A-Z]+)(\d+)(?:-(?<tail>.*))?$/.exec(text);
  return { data: { flags: bits.map((b) => b === '1'), name: match[1], number: parseInt(match[2], 10), tail: match.groups.tail,
    sorted: [3, 1, 2].sort((a, b) => a - b), hex: input.bytes.map((b) => ('0' + b.toString(16)).slice(-2)).join(' '),
    float: parseFloat((0.1 + 0.2).toFixed(2)), big: Number(BigInt.asIntN(64, 0xffffffffffffff85n)) } };
}
