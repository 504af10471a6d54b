// The two steps of the old Things Network.
function Decoder(bytes, port) { return { raw: (bytes[0] << 8) | bytes[1] }; }
function Converter(decoded, port) { decoded.millimetres = decoded.raw * 0.2; return decoded; }
function Validator(converted, port) { return true; }
