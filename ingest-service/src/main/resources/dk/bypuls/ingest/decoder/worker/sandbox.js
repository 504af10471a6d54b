// What surrounds a payload codec inside the engine. Evaluates to a function that gets the helpers of
// buffer.js and the limits, and answers the few functions that the worker calls.
(function (helpers, limits) {
  'use strict';

  // Captured before any codec runs, so that a codec that tampers with them changes only itself.
  const { ownKeys, getPrototypeOf, getOwnPropertyDescriptor, defineProperty, deleteProperty, apply, isExtensible } = Reflect;
  const { keys, freeze, defineProperty: define } = Object;
  const hasOwn = Object.prototype.hasOwnProperty;
  const hasBuiltIn = Set.prototype.has;
  const globalPrototype = getPrototypeOf(globalThis);
  const isArray = Array.isArray;
  const isFinite = Number.isFinite;
  const isView = ArrayBuffer.isView;
  const quote = JSON.stringify;
  const parse = JSON.parse;
  const DateClass = Date;
  const dateTime = Date.prototype.getTime;
  const dateText = Date.prototype.toISOString;
  const ErrorClass = Error;
  const { Number: NumberClass, String: StringClass, Boolean: BooleanClass } = globalThis;
  const numberValue = Number.prototype.valueOf;
  const stringValue = String.prototype.valueOf;
  const booleanValue = Boolean.prototype.valueOf;
  const nothing = function () {};

  // The language itself; whatever else an engine brings along is taken away.
  const LANGUAGE = [
    'globalThis', 'Infinity', 'NaN', 'undefined', 'isFinite', 'isNaN', 'parseFloat', 'parseInt', 'decodeURI',
    'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape', 'Array', 'ArrayBuffer', 'BigInt',
    'BigInt64Array', 'BigUint64Array', 'Boolean', 'DataView', 'Date', 'Error', 'AggregateError', 'EvalError', 'RangeError',
    'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'Float32Array', 'Float64Array', 'Function', 'Int8Array',
    'Int16Array', 'Int32Array', 'Iterator', 'Map', 'Number', 'Object', 'Promise', 'Proxy', 'RegExp', 'Set', 'String', 'Symbol',
    'Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array', 'WeakMap', 'WeakSet', 'JSON', 'Math', 'Reflect',
  ];

  for (const name of ownKeys(globalThis)) {
    if (!LANGUAGE.includes(name)) {
      deleteProperty(globalThis, name);
    }
  }

  // Without a table of the world's languages, what Node and browsers write unasked: American, in UTC.
  function american(date, withDay, withTime) {
    if (!isFinite(apply(dateTime, date, []))) {
      return 'Invalid Date';
    }
    const two = (number) => (number < 10 ? '0' : '') + number;
    const hour = date.getHours();
    const day = date.getMonth() + 1 + '/' + date.getDate() + '/' + date.getFullYear();
    const time = (hour % 12 || 12) + ':' + two(date.getMinutes()) + ':' + two(date.getSeconds()) + (hour < 12 ? ' AM' : ' PM');
    return withDay && withTime ? day + ', ' + time : withDay ? day : time;
  }

  function americanNumber(number) {
    if (!isFinite(number) || number >= 1e21 || number <= -1e21) {
      return '' + number;
    }
    const text = number.toFixed(3).replace(/\.?0+$/, '');
    const at = text.indexOf('.');
    const whole = at < 0 ? text : text.slice(0, at);
    return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (at < 0 ? '' : text.slice(at));
  }

  const LOCAL = {
    toLocaleString() { return american(this, true, true); },
    toLocaleDateString() { return american(this, true, false); },
    toLocaleTimeString() { return american(this, false, true); },
  };
  for (const name of keys(LOCAL)) {
    define(Date.prototype, name, { value: LOCAL[name], writable: true, enumerable: false, configurable: true });
  }
  define(Number.prototype, 'toLocaleString', {
    value: function toLocaleString() { return americanNumber(apply(numberValue, this, [])); },
    writable: true, enumerable: false, configurable: true,
  });

  // --- results -------------------------------------------------------------------------------

  let notFinite = 0;
  let values = 0;

  // What this file itself refused; a codec cannot put anything in.
  const refusals = new WeakMap();
  const { get: refusalOf, set: keepRefusal } = WeakMap.prototype;

  // What the codec itself said may repeat what was sent; it follows in a line of its own.
  function refuse(why, said) {
    const refusal = new ErrorClass();
    apply(keepRefusal, refusals, [refusal, said === undefined ? why : why + '\n' + said]);
    throw refusal;
  }

  function count(text) {
    if (text.length > limits.resultLength) {
      refuse('its result is longer than ' + limits.resultLength + ' characters');
    }
    return text;
  }

  // JSON of a value; undefined for what is left out.
  function write(value, depth) {
    if (++values > limits.resultValues) {
      refuse('its result has more than ' + limits.resultValues + ' values');
    }
    switch (typeof value) {
      case 'number':
        if (isFinite(value)) {
          return '' + value;
        }
        notFinite++;
        return undefined;
      case 'string':
        return quote(count(value));
      case 'boolean':
        return value ? 'true' : 'false';
      case 'bigint':
        return count('' + value);
      case 'object':
        return value === null ? 'null' : writeObject(value, depth);
      default:
        return undefined;
    }
  }

  function writeObject(value, depth) {
    if (depth > limits.resultDepth) {
      refuse('its result is nested deeper than ' + limits.resultDepth);
    }
    if (value instanceof DateClass) {
      const time = apply(dateTime, value, []);
      if (!isFinite(time)) {
        notFinite++;
        return undefined;
      }
      return quote(apply(dateText, value, []));
    }
    if (value instanceof NumberClass) {
      return write(apply(numberValue, value, []), depth);
    }
    if (value instanceof StringClass) {
      return write(apply(stringValue, value, []), depth);
    }
    if (value instanceof BooleanClass) {
      return write(apply(booleanValue, value, []), depth);
    }
    let text = '';
    if (isArray(value) || isView(value)) {
      const length = value.length;
      for (let i = 0; i < length; i++) {
        const each = write(value[i], depth + 1);
        text = count(text + (i === 0 ? '' : ',') + (each === undefined ? 'null' : each));
      }
      return '[' + text + ']';
    }
    const names = keys(value);
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      const each = write(value[name], depth + 1);
      if (each !== undefined) {
        text = count(text + (text === '' ? '' : ',') + quote(count(name)) + ':' + each);
      }
    }
    return '{' + text + '}';
  }

  // --- calls ---------------------------------------------------------------------------------

  // The errors that a codec reports: mostly texts.
  function saying(errors) {
    let text = '';
    for (let i = 0; i < errors.length && text.length < limits.saying; i++) {
      const each = errors[i];
      text += (i === 0 ? '' : '; ') + (typeof each === 'string' ? each : write(each, 1));
    }
    return text;
  }

  const CALLS = {
    decodeUplink: (found, bytes, port, time) => {
      const input = { bytes: bytes, fPort: port, recvTime: time, variables: {} };
      const output = found.decodeUplink(input);
      if (output === null || typeof output !== 'object') {
        refuse('decodeUplink returned no object');
      }
      const errors = output.errors;
      if (isArray(errors) && errors.length > 0) {
        refuse('decodeUplink reported an error', saying(errors));
      }
      if (output.data === undefined || output.data === null) {
        refuse('decodeUplink returned no data');
      }
      return output.data;
    },
    Decode: (found, bytes, port) => found.Decode(port, bytes, {}),
    Decoder: (found, bytes, port) => {
      // The third is what the Helium console told of the uplink.
      const decoded = found.Decoder(bytes, port, {});
      return found.Converter === undefined ? decoded : found.Converter(decoded, port);
    },
    milesightDeviceDecode: (found, bytes) => found.milesightDeviceDecode(bytes),
    decode: (found, bytes, port, time, uplink) => found.decode(parse(uplink), { metadata: '{}' }),
  };

  const STYLES = {
    '': ['decodeUplink', 'Decode', 'Decoder', 'milesightDeviceDecode', 'decode'],
    ts013: ['decodeUplink'],
    'chirpstack-v3': ['Decode'],
    'ttn-v2': ['Decoder'],
    milesight: ['milesightDeviceDecode', 'decodeUplink', 'Decode', 'Decoder'],
    os2iot: ['decode'],
  };

  const NAMES = [...STYLES[''], 'Converter'];

  function surroundings() {
    const exports = {};
    const console = {
      log: nothing, info: nothing, warn: nothing, error: nothing, debug: nothing, trace: nothing, dir: nothing, table: nothing,
      assert: nothing, count: nothing, time: nothing, timeEnd: nothing, timeLog: nothing, group: nothing, groupCollapsed: nothing,
      groupEnd: nothing,
    };
    return { console: console, module: { exports: exports }, exports: exports };
  }

  function isObject(thing) {
    return thing !== null && (typeof thing === 'object' || typeof thing === 'function');
  }

  // Where functions are that are not at the top level. Packaged codecs have them in a "driver".
  function holdersOf(functions, exported) {
    const holders = [];
    if (isObject(exported)) {
      holders[0] = exported;
      if (isObject(exported.driver)) {
        holders[1] = exported.driver;
      }
    }
    if (isObject(functions.driver)) {
      holders[holders.length] = functions.driver;
    }
    return holders;
  }

  function decodeWith(functions, exported, style, text, port, time, uplink) {
    const found = { __proto__: null };
    const holders = holdersOf(functions, exported);
    for (let i = 0; i < NAMES.length; i++) {
      const name = NAMES[i];
      let given = functions[name];
      for (let k = 0; typeof given !== 'function' && k < holders.length; k++) {
        given = holders[k][name];
      }
      if (typeof given === 'function') {
        found[name] = given;
      }
    }
    const wanted = STYLES[style];
    for (let i = 0; i < wanted.length; i++) {
      const name = wanted[i];
      if (found[name] !== undefined) {
        const bytes = [];
        for (let k = 0; k < text.length; k++) {
          bytes[k] = text.charCodeAt(k);
        }
        const when = time === null ? undefined : new DateClass(time);
        return CALLS[name](found, bytes, port, when, uplink);
      }
    }
    return refuse('it defines no function ' + wanted[0] + (wanted.length > 1 ? ' (nor another that is called)' : ''));
  }

  function answer(result) {
    if (result === null || typeof result !== 'object') {
      refuse('it returned no object');
    }
    notFinite = 0;
    values = 0;
    const json = write(result, 1);
    return 'D' + notFinite + ';' + json;
  }

  // Only what this file itself wrote may leave as words: a codec's own may repeat what was sent.
  function told(thrown) {
    return apply(refusalOf, refusals, [thrown]);
  }

  // --- one realm for many calls: nothing in it can be changed ---------------------------------

  let baseline = [];

  function harden() {
    for (const name of LANGUAGE) {
      const held = getOwnPropertyDescriptor(globalThis, name);
      if (held !== undefined) {
        defineProperty(globalThis, name, { writable: false, configurable: false });
      }
    }
    const seen = new Set();
    const visit = (thing) => {
      const type = typeof thing;
      if ((type !== 'object' && type !== 'function') || thing === null || thing === globalThis || seen.has(thing)) {
        return;
      }
      seen.add(thing);
      visit(getPrototypeOf(thing));
      for (const key of ownKeys(thing)) {
        const held = getOwnPropertyDescriptor(thing, key);
        visit(held.value);
        visit(held.get);
        visit(held.set);
      }
    };
    const generate = function* () {};
    const generateLater = async function* () {};
    tolerateRepairs(seen);
    [
      globalPrototype, ...LANGUAGE.map((name) => globalThis[name]), nothing, helpers, generate, generate(), generateLater, generateLater(),
      async function () {}, () => {}, [][Symbol.iterator](), new Map().entries(), new Set().values(), ''[Symbol.iterator](),
      'a'.matchAll(/a/g), new Uint8Array(1).values(), Promise.resolve(), surroundings, told, answer, decodeWith, CALLS, STYLES, NAMES,
    ].forEach(visit);
    [Object.prototype, Function.prototype, Error.prototype, TypeError.prototype, RangeError.prototype].forEach((each) => allowOverride(each, ownKeys(each), seen));
    allowOverride(Array.prototype, ['toString', 'constructor', 'values', 'keys', 'entries'], seen);
    seen.forEach((each) => freeze(each));
    baseline = ownKeys(globalThis);
    freeze(baseline);
  }

  // Codecs bring repairs for old engines, and some define them whether they are needed or not
  // ("Object.assign"). What the language has already stays as it is, and the codec goes on.
  function tolerateRepairs(builtIns) {
    Object.defineProperty = function (target, name, descriptor) {
      if (apply(hasBuiltIn, builtIns, [target]) && apply(hasOwn, target, [name])) {
        return target;
      }
      return define(target, name, descriptor);
    };
  }

  // A frozen prototype would forbid its heirs a property of that name ("override mistake"): codecs
  // that set toString, name or message on their own things would be hurt.
  function allowOverride(owner, names, seen) {
    for (const name of names) {
      const held = getOwnPropertyDescriptor(owner, name);
      if (typeof name !== 'string' || held === undefined || !('value' in held) || !held.configurable) {
        continue;
      }
      const value = held.value;
      const get = function () { return value; };
      const set = function (next) {
        if (this === owner || this === null || (typeof this !== 'object' && typeof this !== 'function')) {
          throw new TypeError('cannot be changed here');
        }
        defineProperty(this, name, { value: next, writable: true, enumerable: true, configurable: true });
      };
      seen.add(get).add(set).add(get.prototype).add(set.prototype);
      defineProperty(owner, name, { get: get, set: set, enumerable: held.enumerable, configurable: false });
    }
  }

  // Takes away what a call left in the global object; false if something cannot be taken away.
  function cleanGlobal() {
    const now = ownKeys(globalThis);
    if (now.length === baseline.length) {
      return isExtensible(globalThis) && getPrototypeOf(globalThis) === globalPrototype;
    }
    let clean = now.length - baseline.length <= limits.globals;
    for (let i = 0; clean && i < now.length; i++) {
      let known = false;
      for (let k = 0; k < baseline.length && !known; k++) {
        known = baseline[k] === now[i];
      }
      if (!known && !deleteProperty(globalThis, now[i])) {
        clean = false;
      }
    }
    return clean && isExtensible(globalThis) && getPrototypeOf(globalThis) === globalPrototype;
  }

  return {
    harden: harden,
    cleanGlobal: cleanGlobal,
    told: told,
    // A codec that is the body of a function: each call runs it anew. What it answers says first
    // whether its realm is clean again.
    adopt: (body) => {
      freeze(body.prototype);
      return freeze(body);
    },
    callBody: (body, style, text, port, time, uplink) => {
      const around = surroundings();
      const functions = body(around.console, helpers.Buffer, helpers.atob, helpers.btoa, helpers.TextDecoder, helpers.TextEncoder, nothing, around.module, around.exports);
      const result = answer(decodeWith(functions, around.module.exports, style, text, port, time, uplink));
      return cleanGlobal() ? result : 'X' + result;
    },
    // A codec that is a whole script: its realm serves one call only.
    openGlobal: () => {
      const around = surroundings();
      const given = { ...around, Buffer: helpers.Buffer, atob: helpers.atob, btoa: helpers.btoa, TextDecoder: helpers.TextDecoder, TextEncoder: helpers.TextEncoder, log: nothing };
      for (const name of keys(given)) {
        defineProperty(globalThis, name, { value: given[name], writable: true, enumerable: false, configurable: true });
      }
      return around.module;
    },
    callGlobal: (functions, module, style, text, port, time, uplink) =>
      answer(decodeWith(functions, module.exports, style, text, port, time, uplink)),
  };
})
