// What a packer makes of a driver: everything in one function, handed to whatever is there.
(function (root, make) {
  if (typeof exports === 'object' && typeof module === 'object') module.exports = make();
  else if (typeof define === 'function' && define.amd) define([], make);
  else root['driver'] = make();
})(this, function () {
  var parts = {
    7: function (module) {
      module.exports = { level: function (bytes) { return ((bytes[0] << 8) | bytes[1]) / 10; } };
    },
  };
  var made = {};
  function load(id) {
    if (!made[id]) { made[id] = { exports: {} }; parts[id](made[id]); }
    return made[id].exports;
  }
  var reader = load(7);
  return {
    driver: {
      decodeUplink: function (input) { return { data: { level: reader.level(input.bytes) }, errors: [], warnings: [] }; },
      encodeDownlink: function (input) { return { bytes: [], fPort: 1 }; },
    },
  };
});
