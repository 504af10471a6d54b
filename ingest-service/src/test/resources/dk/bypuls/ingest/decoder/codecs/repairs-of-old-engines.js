// A repair that is defined whether it is needed or not.
function decodeUplink(input) {
  var decoded = { button: input.bytes[0] };
  decoded = Object.assign(decoded, { battery: input.bytes[1] });
  decoded.label = 'b' + ('' + input.bytes[1]).padStart(4, '0');
  return { data: decoded };
}

//if (!Object.assign) {
Object.defineProperty(Object, 'assign', {
  enumerable: false,
  configurable: true,
  writable: true,
  value: function (target) {
    'use strict';
    var to = Object(target);
    for (var i = 1; i < arguments.length; i++) {
      for (var key in arguments[i]) {
        to[key] = arguments[i][key];
      }
    }
    return to;
  },
});
//}
