// The part of Node's Buffer that payload codecs use, and the coders of text. Evaluates to them.
(function () {
  'use strict';

  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const URL_ALPHABET = ALPHABET.slice(0, 62) + '-_';

  function fromHex(text) {
    const bytes = [];
    for (let i = 0; i + 1 < text.length; i += 2) {
      const pair = text.slice(i, i + 2);
      if (!/^[0-9a-fA-F]{2}$/.test(pair)) {
        break;
      }
      bytes.push(parseInt(pair, 16));
    }
    return bytes;
  }

  function fromBase64(text) {
    const bytes = [];
    let bits = 0;
    let held = 0;
    for (let i = 0; i < text.length; i++) {
      const letter = text[i] === '-' ? '+' : text[i] === '_' ? '/' : text[i];
      const value = ALPHABET.indexOf(letter);
      if (letter === '=') {
        break;
      }
      if (value < 0) {
        continue;
      }
      held = ((held << 6) | value) & 0xffffff;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        bytes.push((held >> bits) & 0xff);
      }
    }
    return bytes;
  }

  function toBase64(bytes, alphabet, padding) {
    let text = '';
    for (let i = 0; i < bytes.length; i += 3) {
      const three = (bytes[i] << 16) | ((bytes[i + 1] || 0) << 8) | (bytes[i + 2] || 0);
      text += alphabet[three >> 18] + alphabet[(three >> 12) & 63];
      text += i + 1 < bytes.length ? alphabet[(three >> 6) & 63] : padding;
      text += i + 2 < bytes.length ? alphabet[three & 63] : padding;
    }
    return text;
  }

  function fromUtf8Text(text) {
    const bytes = [];
    for (const letter of text) {
      const code = letter.codePointAt(0);
      if (code < 0x80) {
        bytes.push(code);
      } else if (code < 0x800) {
        bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
      } else if (code < 0x10000) {
        bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
      } else {
        bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
      }
    }
    return bytes;
  }

  function toUtf8Text(bytes) {
    let text = '';
    for (let i = 0; i < bytes.length; ) {
      const first = bytes[i++];
      const more = first < 0x80 ? 0 : first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : -1;
      let code = more === 0 ? first : more < 0 ? -1 : first & (0x3f >> more);
      for (let k = 0; k < more && code >= 0; k++) {
        if (i < bytes.length && (bytes[i] & 0xc0) === 0x80) {
          code = (code << 6) | (bytes[i++] & 63);
        } else {
          code = -1;
        }
      }
      text += code < 0 || code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
    }
    return text;
  }

  function fromLetters(text, mask) {
    const bytes = [];
    for (let i = 0; i < text.length; i++) {
      bytes.push(text.charCodeAt(i) & mask);
    }
    return bytes;
  }

  function toLetters(bytes, mask) {
    let text = '';
    for (let i = 0; i < bytes.length; i++) {
      text += String.fromCharCode(bytes[i] & mask);
    }
    return text;
  }

  function encodingOf(encoding) {
    return encoding === undefined || encoding === null ? 'utf8' : String(encoding).toLowerCase();
  }

  function bytesOf(text, encoding) {
    switch (encodingOf(encoding)) {
      case 'hex':
        return fromHex(text);
      case 'base64':
      case 'base64url':
        return fromBase64(text);
      case 'ascii':
      case 'latin1':
      case 'binary':
        return fromLetters(text, 0xff);
      case 'utf8':
      case 'utf-8':
        return fromUtf8Text(text);
      default:
        throw new TypeError('Unknown encoding');
    }
  }

  class Buffer extends Uint8Array {
    static from(what, encodingOrOffset, length) {
      if (typeof what === 'string') {
        return Buffer.of(...bytesOf(what, encodingOrOffset));
      }
      if (what instanceof ArrayBuffer) {
        return new Buffer(what, encodingOrOffset, length);
      }
      const list = what && what.type === 'Buffer' && Array.isArray(what.data) ? what.data : what;
      const made = new Buffer(list.length);
      for (let i = 0; i < list.length; i++) {
        made[i] = list[i];
      }
      return made;
    }

    static alloc(size, fill, encoding) {
      const made = new Buffer(size);
      return fill === undefined ? made : made.fill(typeof fill === 'string' ? bytesOf(fill, encoding)[0] : fill);
    }

    static allocUnsafe(size) {
      return new Buffer(size);
    }

    static isBuffer(what) {
      return what instanceof Buffer;
    }

    static byteLength(text, encoding) {
      return typeof text === 'string' ? bytesOf(text, encoding).length : text.byteLength;
    }

    static concat(list) {
      const bytes = [];
      for (const each of list) {
        bytes.push(...each);
      }
      return Buffer.from(bytes);
    }

    slice(start, end) {
      return this.subarray(start, end);
    }

    toString(encoding, start, end) {
      const bytes = start === undefined && end === undefined ? this : this.subarray(start, end);
      switch (encodingOf(encoding)) {
        case 'hex': {
          let text = '';
          for (let i = 0; i < bytes.length; i++) {
            text += (bytes[i] < 16 ? '0' : '') + bytes[i].toString(16);
          }
          return text;
        }
        case 'base64':
          return toBase64(bytes, ALPHABET, '=');
        case 'base64url':
          return toBase64(bytes, URL_ALPHABET, '');
        case 'ascii':
          return toLetters(bytes, 0x7f);
        case 'latin1':
        case 'binary':
          return toLetters(bytes, 0xff);
        case 'utf8':
        case 'utf-8':
          return toUtf8Text(bytes);
        default:
          throw new TypeError('Unknown encoding');
      }
    }

    toJSON() {
      return { type: 'Buffer', data: Array.from(this) };
    }

    equals(other) {
      return this.length === other.length && this.every((byte, i) => byte === other[i]);
    }

    writeUIntBE(value, offset = 0, size = 1) {
      check(this, offset, size);
      let left = Number(value);
      for (let i = size - 1; i >= 0; i--) {
        this[offset + i] = left;
        left = Math.floor(left / 256);
      }
      return offset + size;
    }

    writeUIntLE(value, offset = 0, size = 1) {
      this.writeUIntBE(value, offset, size);
      this.subarray(offset, offset + size).reverse();
      return offset + size;
    }

    readUIntBE(offset = 0, size = 1) {
      check(this, offset, size);
      let value = 0;
      for (let i = 0; i < size; i++) {
        value = value * 256 + this[offset + i];
      }
      return value;
    }

    readUIntLE(offset = 0, size = 1) {
      check(this, offset, size);
      let value = 0;
      for (let i = size - 1; i >= 0; i--) {
        value = value * 256 + this[offset + i];
      }
      return value;
    }

    readIntBE(offset = 0, size = 1) {
      return signed(this.readUIntBE(offset, size), size);
    }

    readIntLE(offset = 0, size = 1) {
      return signed(this.readUIntLE(offset, size), size);
    }
  }

  function check(buffer, offset, size) {
    if (!Number.isInteger(offset) || offset < 0 || offset + size > buffer.length) {
      throw new RangeError('The value of "offset" is out of range');
    }
  }

  function signed(value, size) {
    const half = 2 ** (8 * size - 1);
    return value >= half ? value - 2 * half : value;
  }

  function view(buffer, offset, size) {
    check(buffer, offset, size);
    return new DataView(buffer.buffer, buffer.byteOffset + offset, size);
  }

  function both(name, little, big) {
    const made = { [name + 'LE']: little, [name + 'BE']: big };
    for (const each of Object.keys(made)) {
      Object.defineProperty(Buffer.prototype, each, { value: made[each], writable: true, configurable: true });
      if (each.includes('UInt')) {
        const alias = each.replace('UInt', 'Uint');
        Object.defineProperty(Buffer.prototype, alias, { value: made[each], writable: true, configurable: true });
      }
    }
  }

  for (const size of [1, 2, 3, 4]) {
    const bits = 8 * size;
    both('readUInt' + bits, function (at = 0) { return this.readUIntLE(at, size); }, function (at = 0) { return this.readUIntBE(at, size); });
    both('readInt' + bits, function (at = 0) { return this.readIntLE(at, size); }, function (at = 0) { return this.readIntBE(at, size); });
  }
  for (const size of [1, 2, 4]) {
    for (const kind of ['UInt', 'Int']) {
      both(
        'write' + kind + 8 * size,
        function (value, at = 0) { return this.writeUIntLE(value, at, size); },
        function (value, at = 0) { return this.writeUIntBE(value, at, size); },
      );
    }
  }
  both(
    'writeFloat',
    function (value, at = 0) { view(this, at, 4).setFloat32(0, value, true); return at + 4; },
    function (value, at = 0) { view(this, at, 4).setFloat32(0, value); return at + 4; },
  );
  both(
    'writeDouble',
    function (value, at = 0) { view(this, at, 8).setFloat64(0, value, true); return at + 8; },
    function (value, at = 0) { view(this, at, 8).setFloat64(0, value); return at + 8; },
  );
  both('readFloat', function (at = 0) { return view(this, at, 4).getFloat32(0, true); }, function (at = 0) { return view(this, at, 4).getFloat32(0); });
  both('readDouble', function (at = 0) { return view(this, at, 8).getFloat64(0, true); }, function (at = 0) { return view(this, at, 8).getFloat64(0); });
  both('readBigUInt64', function (at = 0) { return view(this, at, 8).getBigUint64(0, true); }, function (at = 0) { return view(this, at, 8).getBigUint64(0); });
  both('readBigInt64', function (at = 0) { return view(this, at, 8).getBigInt64(0, true); }, function (at = 0) { return view(this, at, 8).getBigInt64(0); });
  for (const name of ['readUInt8', 'readInt8', 'writeUInt8', 'writeInt8']) {
    const one = Buffer.prototype[name + 'BE'];
    Object.defineProperty(Buffer.prototype, name, { value: one, writable: true, configurable: true });
    if (name.includes('UInt')) {
      Object.defineProperty(Buffer.prototype, name.replace('UInt', 'Uint'), { value: one, writable: true, configurable: true });
    }
  }

  // What Node's Buffer(…) without "new" does, which old codecs still use.
  const callable = new Proxy(Buffer, {
    apply: (target, self, [what, encoding]) => (typeof what === 'number' ? Buffer.alloc(what) : Buffer.from(what, encoding)),
    construct: (target, list, derived) =>
      typeof list[0] === 'string' ? Buffer.from(list[0], list[1]) : Reflect.construct(target, list, derived === callable ? target : derived),
  });
  Object.defineProperty(Buffer.prototype, 'constructor', { value: callable, writable: true, configurable: true });
  class TextDecoder {
    decode(bytes) {
      return bytes === undefined ? '' : toUtf8Text(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes);
    }
  }

  class TextEncoder {
    encode(text) {
      return Uint8Array.from(text === undefined ? [] : fromUtf8Text(String(text)));
    }
  }

  return {
    Buffer: callable,
    TextDecoder: TextDecoder,
    TextEncoder: TextEncoder,
    atob: (text) => toLetters(fromBase64(String(text)), 0xff),
    btoa: (text) => toBase64(fromLetters(String(text), 0xff), ALPHABET, '='),
  };
})()
