'use strict';
class Reader {
  #at = 0;
  constructor(bytes) { this.view = new DataView(Uint8Array.from(bytes).buffer); }
  get done() { return this.#at >= this.view.byteLength; }
  int16() { const value = this.view.getInt16(this.#at, true); this.#at += 2; return value; }
  static of(bytes) { return new Reader(bytes); }
}
class Scaled extends Reader {
  scaled(by) { return this.int16() / by; }
}
function decodeUplink({ bytes, fPort }) {
  const reader = new Scaled(bytes);
  const values = [];
  while (!reader.done) values.push(reader.scaled(100));
  return { data: { values, port: fPort, kind: reader.constructor.name } };
}
