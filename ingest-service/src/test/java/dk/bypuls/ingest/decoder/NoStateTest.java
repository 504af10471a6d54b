package dk.bypuls.ingest.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.ingest.intake.PayloadDecoder;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two calls never see anything of each other. */
class NoStateTest {

  private static Decoding decoding;

  @BeforeAll
  static void start() {
    decoding = new Decoding(Map.of());
  }

  @AfterAll
  static void stop() {
    decoding.close();
  }

  /** The first byte tells a call to leave something (1) or to look for it (0). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // what each call would find in LEFT, and how it tries to leave it
        "var seen = typeof left !== 'undefined'; if (bytes[0]) left = 1;",
        "if (typeof count === 'undefined') count = 0; var seen = count > 0; if (bytes[0]) count++;",
        "var g = (function () { return this; })(); var seen = 'left' in g; if (bytes[0]) g.left = 1;",
        "var g = (function () { return this; })(); var s = Symbol.for('s'); var seen = s in g; if (bytes[0]) g[s] = 1;",
        "var seen = top > 0; if (bytes[0]) top++;",
        "var seen = 'left' in {}; if (bytes[0]) ({}).__proto__.left = 1;",
        "var seen = 'left' in []; if (bytes[0]) Object.getPrototypeOf([]).left = 1;",
        "var seen = [].map === 1; if (bytes[0]) { var p = Array.prototype; try { p.map = 1; } catch (e) {} }",
        "var seen = Math.abs(-1) !== 1; if (bytes[0]) { var m = Math; m.abs = function () { return 9; }; }",
        "var seen = JSON.stringify({}) !== '{}'; if (bytes[0]) { var j = JSON; j.stringify = function () { return 'x'; }; }",
        "var seen = Buffer.left === 1; if (bytes[0]) { var b = Buffer; b.left = 1; }",
        "var seen = 'left' in Buffer.from([1]); if (bytes[0]) { var p = Object.getPrototypeOf(Buffer.from([1])); p.left = 1; }",
        "var seen = atob.left === 1; if (bytes[0]) atob.left = 1;",
        "var seen = console.left === 1 || console.log.left === 1; if (bytes[0]) { console.left = 1; console.log.left = 1; }",
        "var seen = module.left === 1; if (bytes[0]) { module.left = 1; exports.left = 1; }",
        "var f = function* () {}; var p = Object.getPrototypeOf(Object.getPrototypeOf(f())); var seen = 'left' in p; if (bytes[0]) p.left = 1;",
        "var p = Object.getPrototypeOf(async function () {}); var seen = 'left' in p; if (bytes[0]) p.left = 1;",
        "var p = Object.getPrototypeOf(new Map().entries()); var seen = 'left' in p; if (bytes[0]) p.left = 1;",
        "var p = Object.getPrototypeOf(Int8Array); var seen = 'left' in p; if (bytes[0]) p.left = 1;",
        "var c = arguments.callee; var seen = 'left' in c; if (bytes[0]) c.left = 1;",
        "var c = null; try { c = arguments.callee.caller; } catch (e) {} var seen = c !== null && c !== undefined && 'left' in c; if (bytes[0] && c) c.left = 1;",
        "var seen = RegExp.$1 === 'secret'; if (bytes[0]) /(secret)/.test('secret');",
        "var g = (function () { return this; })(); var seen = Object.getPrototypeOf(g).left === 1; if (bytes[0]) try { Object.setPrototypeOf(g, {left: 1}); } catch (e) {}",
        "var g = (function () { return this; })(); var seen = 'left' in g; if (bytes[0]) Object.defineProperty(g, 'left', {value: 1});",
        "var g = (function () { return this; })(); var seen = !Object.isExtensible(g); if (bytes[0]) Object.preventExtensions(g);",
        "function tag(s) { return s; } var t = tag`x`; var seen = t.left === 1; if (bytes[0]) try { t.left = 1; } catch (e) {}",
        "var seen = Error.stackTraceLimit === 3; if (bytes[0]) { var E = Error; E.stackTraceLimit = 3; }",
        "var seen = bytes.left === 1; if (bytes[0]) bytes.left = 1;",
        "var seen = typeof WeakRef !== 'undefined' || typeof FinalizationRegistry !== 'undefined';",
        "var seen = typeof SharedArrayBuffer !== 'undefined' || typeof Atomics !== 'undefined' || typeof Java !== 'undefined';",
        "var seen = 'left' in Object; if (bytes[0]) { Object.prototype.left = 1; }",
        "var seen = String.prototype.shout !== undefined; String.prototype.shout = function () { return 1; }; if (bytes[0]) String.prototype.more = 1; seen = seen || String.prototype.more === 1;",
      })
  void leavesNothingBehind(String body) {
    // Given
    PayloadDecoder decoder =
        decoding.of(
            "var top = 0; function Decoder(bytes, port) { " + body + " return {seen: seen}; }");
    Decoding.decode(decoder, 1, "01");

    // When
    JsonNode second = Decoding.decode(decoder, 1, "00");

    // Then
    assertThat(second.toString()).isEqualTo("{\"seen\":false}");
  }

  @Test
  void twoDecodersDoNotSeeEachOther() {
    // Given
    PayloadDecoder one =
        decoding.of("function Decoder(bytes) { left = 1; Object.prototype.left = 2; return {}; }");
    PayloadDecoder other =
        decoding.of("function Decoder(bytes) { return {l: typeof left, o: ({}).left}; }");
    Decoding.decode(one, 1, "00");

    // When
    JsonNode seen = Decoding.decode(other, 1, "00");

    // Then
    assertThat(seen.toString()).isEqualTo("{\"l\":\"undefined\"}");
  }

  /** Whatever can be reached from a call cannot be changed by it. */
  @Test
  void nothingThatCanBeReachedCanBeChanged() {
    // Given
    PayloadDecoder decoder =
        decoding.of(
            """
            function Decoder(bytes) {
              var seen = new Set(), left = [], g = (function () { return this; })();
              var own = new Set([console, module, exports, Decoder, bytes, seen, left, own]);
              function visit(thing, path) {
                if ((typeof thing !== 'object' && typeof thing !== 'function') || thing === null) return;
                if (seen.has(thing) || own.has(thing) || path.length > 200) return;
                seen.add(thing);
                if (thing !== g && !Object.isFrozen(thing)) left.push(path);
                visit(Object.getPrototypeOf(thing), path + '.__proto__');
                Reflect.ownKeys(thing).forEach(function (key) {
                  var held = Object.getOwnPropertyDescriptor(thing, key), at = path + '.' + String(key);
                  visit(held.value, at); visit(held.get, at); visit(held.set, at);
                });
              }
              var names = Reflect.ownKeys(g);
              names.forEach(function (name) { visit(g[name], String(name)); });
              visit(Object.getPrototypeOf(g), 'global.__proto__');
              visit(Buffer, 'Buffer'); visit(atob, 'atob'); visit(btoa, 'btoa'); visit(log, 'log'); visit(console.log, 'console.log');
              [[].values(), ''[Symbol.iterator](), new Map().values(), new Set().values(), 'a'.matchAll(/a/g)]
                .forEach(function (each, i) { visit(Object.getPrototypeOf(each), 'iterator' + i); });
              // Their own prototypes are new with each call; what is above those is the language's.
              [(function* () {})(), (async function* () {})()]
                .forEach(function (each, i) { visit(Object.getPrototypeOf(Object.getPrototypeOf(each)), 'generator' + i); });
              [function* () {}, async function () {}, async function* () {}]
                .forEach(function (each, i) { visit(Object.getPrototypeOf(each), 'function' + i); });
              return {left: left, many: seen.size > 500};
            }
            """);

    // When
    JsonNode found = Decoding.decode(decoder, 1, "00");

    // Then
    assertThat(found.toString()).isEqualTo("{\"left\":[],\"many\":true}");
  }
}
