function Message(bytes) { this.bytes = bytes; this.at = 0; }
Message.prototype.next = function () { return this.bytes[this.at++]; };
Message.prototype.toString = function () { return 'Message of ' + this.bytes.length; };
Message.prototype.constructor = Message;
function WrongLength(length) { this.name = 'WrongLength'; this.message = 'length ' + length; }
WrongLength.prototype = new Error();
function Decoder(bytes, port) {
  var message = new Message(bytes), o = {};
  o.first = message.next(); o.second = message.next(); o.says = '' + message;
  try { throw new WrongLength(bytes.length); } catch (e) { o.caught = e.name + ' ' + e.message; }
  o.hasOwnProperty('first') && (o.own = true);
  return o;
}
