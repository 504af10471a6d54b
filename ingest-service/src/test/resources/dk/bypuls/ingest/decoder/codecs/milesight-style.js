function decodeUplink(input) {
    var decoded = milesightDeviceDecode(input.bytes);
    return { data: decoded };
}
function Decode(fPort, bytes) {
    return milesightDeviceDecode(bytes);
}
function Decoder(bytes, port) {
    return milesightDeviceDecode(bytes);
}
function milesightDeviceDecode(bytes) {
    var decoded = {};
    for (var i = 0; i < bytes.length; ) {
        var channel = bytes[i++];
        var type = bytes[i++];
        if (channel === 0x01 && type === 0x75) {
            decoded.battery = bytes[i];
            i += 1;
        } else if (channel === 0x03 && type === 0x67) {
            decoded.temperature = littleEndian(bytes.slice(i, i + 2)) / 10;
            i += 2;
        } else if (channel === 0x20 && type === 0xce) {
            decoded.history = decoded.history || [];
            decoded.history.push({ timestamp: unsigned(bytes.slice(i, i + 4)), distance: littleEndian(bytes.slice(i + 4, i + 6)) });
            i += 6;
        } else {
            break;
        }
    }
    return decoded;
}
function littleEndian(bytes) {
    var value = (bytes[1] << 8) + bytes[0];
    return value > 0x7fff ? value - 0x10000 : value;
}
function unsigned(bytes) {
    return ((bytes[3] << 24) + (bytes[2] << 16) + (bytes[1] << 8) + bytes[0]) >>> 0;
}
if (!Object.assign) {
    Object.defineProperty(Object, "assign", { value: function (target) { "use strict"; return target; } });
}
