var KINDS = { T: 0x00, H: 0x01 };
function Decode(port, data) {
  var out = {}, i = 0;
  loop: while (i < data.length) {
    switch (data[i++]) {
      case KINDS.T: out.t = (data[i++] - 40); continue loop;
      case KINDS.H: out.h = data[i++]; break;
      case 0xff: break loop;
      default: throw new Error('unknown kind');
    }
    with (Math) { out.rounded = round(out.h / 3); }
  }
  return out;
}
