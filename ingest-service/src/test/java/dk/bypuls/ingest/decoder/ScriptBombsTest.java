package dk.bypuls.ingest.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.events.Quarantined.Reason;
import dk.bypuls.ingest.intake.NotDecodedException;
import dk.bypuls.ingest.intake.PayloadDecoder;
import dk.bypuls.ingest.intake.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that do harm hurt their own messages only. */
@Execution(ExecutionMode.SAME_THREAD)
class ScriptBombsTest {

  private static final String HARMLESS =
      "function Decoder(bytes, port) { return {port: port, first: bytes[0]}; }";

  // A worker that came to its end is up again by then, also on a machine that does much else.
  private static final int PROMPTLY_SECONDS = 30;

  private static Decoding decoding;
  private static PayloadDecoder harmless;

  @BeforeAll
  static void start() {
    decoding = new Decoding(Map.of());
    harmless = decoding.of(HARMLESS);
    Decoding.decode(harmless, 1, "00");
  }

  @AfterAll
  static void stop() {
    decoding.close();
  }

  private static void assertThatOthersGoOn() {
    JsonNode fields =
        Decoding.begin(harmless, 7, "2a").orTimeout(PROMPTLY_SECONDS, TimeUnit.SECONDS).join();
    assertThat(fields.toString()).isEqualTo("{\"port\":7,\"first\":42}");
  }

  private static String body(String statements) {
    return "function Decoder(bytes, port) { " + statements + " }";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (;;) {}",
        "while (true) { try { null.x } catch (e) {} }",
        "(function again() { try { again() } finally { again() } })()",
        "return again(); function again() { return again(); }",
        "var a = []; for (;;) { a.push('x' + a.length); }",
        "var s = 'x'; for (;;) { s += s; }",
        "return {x: 'x'.repeat(536870912)}",
        "return {x: new Uint8Array(1000000000)}",
        "var a = []; for (;;) { a.push(new Float64Array(100000)); }",
        "return {x: new Array(2147483648).fill(0)}",
        "return {x: new Array(100000000).join('y')}",
        "return {x: /(a*)*\\1b/.test('a'.repeat(4000) + '!')}",
        "return {x: /^(?:(a+)\\1?)+$/.test('a'.repeat(60) + '!')}",
        "return {get x() { for (;;) {} }}",
        "return new Proxy({}, {ownKeys: function () { for (;;) {} }})",
        "var o = {}; o.o = new Proxy([], {get: function () { for (;;) {} }}); return o",
        "new Promise(function (done) { done() }).then(function again() { return Promise.resolve().then(again) }); return {}",
        "function* f() { for (;;) yield 1 } return {x: Array.from(f())}",
        "var d = '['; for (var i = 0; i < 20; i++) d += d; return JSON.parse(d)",
        "throw {toString: function () { for (;;) {} }, get message() { for (;;) {} }}",
        "for (;;) {} } for (;;) {} function f() {",
      })
  void stopsWhatDoesNotEndOrTakesTooMuch(String bomb) {
    // Given
    PayloadDecoder decoder = decoding.of(body(bomb));

    // When
    Rejection rejection = Decoding.rejection(Decoding.begin(decoder, 1, "00"));

    // Then
    if (bomb.startsWith("throw") || bomb.contains("JSON.parse")) {
      // these may also end by themselves, with an exception
      assertThat(rejection.reason()).isIn(Reason.DECODER_FAILED, Reason.DECODER_STOPPED);
    } else {
      assertThat(rejection.reason()).isEqualTo(Reason.DECODER_STOPPED);
    }
    assertThatOthersGoOn();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return {x: 2n ** 100000000n}",
        "return {x: Array.from({length: 100000000}).sort()}",
      })
  void endsTheWorkerWhereTheEngineCannotBeStopped(String bomb) {
    // Given
    PayloadDecoder decoder = decoding.of(body(bomb));

    // When
    Rejection rejection = Decoding.rejection(Decoding.begin(decoder, 1, "00"));

    // Then
    assertThat(rejection.reason()).isEqualTo(Reason.DECODER_STOPPED);
    assertThatOthersGoOn();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var o = {}; o.o = o; return o",
        "var o = {}; for (var i = 0; i < 100; i++) o = {o: o}; return o",
        "var a = []; for (var i = 0; i < 20000; i++) a.push(i); return {a: a}",
        "return {x: 'x'.repeat(100000)}",
        "throw 7",
        "throw null",
        "throw {refused: 'a84041000181c061'}",
        "throw new Error('a84041000181c061')",
        "return 7",
        "return null",
        "return undefined",
        "return nowhere.x",
        "return require('fs')",
        "return Java.type('java.lang.System')",
        "return Polyglot.import('x')",
        "return load('/etc/passwd')",
        "return eval('1')",
        "return new Function('return 1')()",
        "return (function () {}).constructor('return this')()",
        "return import('fs').then(function () {}).x.y",
        "} return } {",
        "}); (function () {",
      })
  void failsWhatIsNoResult(String bomb) {
    // Given
    PayloadDecoder decoder = decoding.of(body(bomb));

    // When
    Rejection rejection = Decoding.rejection(Decoding.begin(decoder, 1, "00"));

    // Then
    assertThat(rejection.reason()).isEqualTo(Reason.DECODER_FAILED);
    assertThat(rejection.detail())
        .startsWith("decoder havnstrup-")
        .doesNotContain("a84041000181c061");
    assertThatOthersGoOn();
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    // Given
    PayloadDecoder broken = decoding.of("function Decoder(bytes) {\n  return {\n}");
    PayloadDecoder throwing = decoding.of("function Decoder(bytes) {\n\n  return nowhere.x; }");
    PayloadDecoder other = decoding.of("function somethingElse() {}");
    PayloadDecoder erring =
        decoding.of("function decodeUplink() { return {errors: ['a84041000181c061'], data: {}} }");

    // When
    List<String> details = new ArrayList<>();
    for (PayloadDecoder each : List.of(broken, throwing, other, erring)) {
      details.add(
          Decoding.rejection(Decoding.begin(each, 1, "00")).detail().replaceFirst(".*?: ", ""));
    }

    // Then
    assertThat(details)
        .containsExactly(
            "the script cannot be read as JavaScript: line 3",
            "the script threw ReferenceError in line 3",
            "it defines no function decodeUplink (nor another that is called)",
            "decodeUplink reported an error");
  }

  @Test
  void letsAScriptThatWasStoppedAgainAndAgainRest() {
    // Given
    PayloadDecoder bomb = decoding.of(body("for (;;) {}"));
    for (int i = 0; i < decoding.settings.stopsInARow(); i++) {
      Decoding.rejection(Decoding.begin(bomb, 1, "00"));
    }

    // When
    CompletableFuture<JsonNode> next = Decoding.begin(bomb, 1, "00");

    // Then
    assertThat(next).isDone();
    Rejection rejection = Decoding.rejection(next);
    assertThat(rejection.reason()).isEqualTo(Reason.DECODER_STOPPED);
    assertThat(rejection.detail()).contains("rests for PT1M");
    assertThatOthersGoOn();
  }

  @Test
  void asksAgainForWhatWaitedBehindAWorkerThatDied() {
    // Given
    PayloadDecoder deadly = decoding.of(body("return {x: 2n ** 100000000n}"));
    PayloadDecoder innocent = decoding.of(HARMLESS);
    List<CompletableFuture<JsonNode>> calls = new ArrayList<>();

    // When
    for (int i = 0; i < 50; i++) {
      calls.add(Decoding.begin(innocent, i, "01"));
      if (i == 10) {
        calls.add(Decoding.begin(deadly, 1, "01"));
      }
    }

    // Then
    Rejection guilty = Decoding.rejection(calls.remove(11));
    assertThat(guilty.reason()).isEqualTo(Reason.DECODER_STOPPED);
    assertThat(calls)
        .extracting(call -> call.orTimeout(60, TimeUnit.SECONDS).join().get("port").intValue())
        .containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
  }

  @Test
  void letsNobodyWaitBehindTheManyMessagesOfASlowDecoder() {
    // Given
    PayloadDecoder slow =
        decoding.of(
            body("for (var i = 0, n = 0; i < 90000; i++) { n = (n + i) & 7; } return {n: n};"));
    List<CompletableFuture<JsonNode>> many = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      many.add(Decoding.begin(slow, 1, "00"));
    }

    // When
    for (int i = 0; i < 10; i++) {
      assertThatOthersGoOn();
    }

    // Then
    assertThat(many).anyMatch(call -> !call.isDone());
    CompletableFuture.allOf(many.toArray(CompletableFuture[]::new)).join();
  }

  @Test
  void refusesWhatWouldWaitBehindTooMany() {
    // Given: a warm worker that is busy with the first of ten calls
    try (Decoding small = new Decoding(Map.of("bypuls.ingest.decoder.waiting", "3"))) {
      PayloadDecoder decoder =
          small.of(
              "function Decoder(bytes) { var end = Date.now() + 50 * bytes[0];"
                  + " while (Date.now() < end); return {}; }");
      Decoding.decode(decoder, 1, "00");

      // When
      List<CompletableFuture<JsonNode>> calls = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        calls.add(Decoding.begin(decoder, 1, i == 0 ? "01" : "00"));
      }

      // Then: one is with the worker, three wait
      List<CompletableFuture<JsonNode>> refused =
          calls.stream().filter(CompletableFuture::isCompletedExceptionally).toList();
      assertThat(refused).hasSizeGreaterThanOrEqualTo(6);
      assertThatThrownBy(refused.get(0)::join).hasCauseInstanceOf(NotDecodedException.class);
      assertThat(calls.get(0)).succeedsWithin(Duration.ofSeconds(10));
    }
  }

  @Test
  void startsNoWorkerWithoutAScript() {
    // When
    try (Decoding idle = new Decoding(Map.of())) {

      // Then
      assertThat(idle.meters.get(ScriptRunner.WORKERS).counter().count()).isZero();
    }
  }
}
