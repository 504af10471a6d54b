function Decode(fPort, bytes) {
    var decoded = {};
    decoded.port = fPort;
    decoded.magnet = bytes[0] === 0 ? "close" : "open";
    return decoded;
}
