package dk.bypuls.ingest.decoder.worker;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * A payload codec that can be called. No call sees anything of another: mostly because its script
 * is run anew in a realm where nothing can be changed; where it says that it changes the language
 * itself, because each call gets a realm of its own, which costs about fifty times as much.
 */
public final class Codec {

  /** Lines before the script's first in what the engine reads. */
  private static final int LINES_BEFORE = 1;

  private static final char LEFT_SOMETHING = 'X';

  private static final List<String> NAMES =
      List.of("decodeUplink", "Decode", "Decoder", "Converter", "milesightDeviceDecode", "decode");

  private static final String FUNCTIONS =
      NAMES.stream()
          .map(name -> name + ": typeof " + name + " === 'function' ? " + name + " : undefined")
          .collect(
              Collectors.joining(
                  ", ", "({driver: typeof driver === 'object' ? driver : undefined, ", "})"));

  private static final Source FUNCTIONS_OF_SCRIPT = source("functions", FUNCTIONS);

  private static final Pattern CHANGES_THE_LANGUAGE =
      Pattern.compile(
          "\\bglobalThis\\b"
              + "|\\b(?:Object|Function|Array|String|Number|Boolean|Date|RegExp|Math|JSON|Map|Set"
              + "|Promise|Symbol|Error|BigInt|Reflect|Buffer|ArrayBuffer|DataView|[A-Z]\\w{1,20}Array)"
              + "\\s{0,9}\\.\\s{0,9}(?:prototype\\s{0,9}\\.\\s{0,9})?[A-Za-z_$][\\w$]{0,60}\\s{0,9}=(?![=>])"
              + "|\\.prototype\\s{0,9}\\[[^\\]\\n]{1,60}\\]\\s{0,9}=(?![=>])"
              + "|\\bdefineProperty\\s{0,9}\\(\\s{0,9}\\w{1,20}\\.prototype\\b");

  private final Engine engine;
  private final String style;
  private final Source script;
  private final Source body;
  private final boolean ownRealmPerCall;
  private @Nullable Realm realm;
  private @Nullable Value adopted;
  private int calls;

  /** Nothing of it is read before it is called. */
  public Codec(Engine engine, String style, String text) {
    this.engine = engine;
    this.style = style;
    script = source("script", text);
    body =
        source(
            "script",
            "(function (console, Buffer, atob, btoa, TextDecoder, TextEncoder, log, module, exports) { return (function () {\n"
                + text
                + "\n;return "
                + FUNCTIONS
                + "; }).call(exports); })");
    ownRealmPerCall = CHANGES_THE_LANGUAGE.matcher(text).find();
  }

  private static Source source(String name, String text) {
    return Source.newBuilder(Realm.LANGUAGE, text, name).buildLiteral();
  }

  /** How often it was called, this time included. */
  int countCall() {
    return ++calls;
  }

  /** The realm of its next call. */
  Realm open() {
    Realm open = realm;
    if (open == null) {
      open = new Realm(engine);
      if (!ownRealmPerCall) {
        open.harden();
      }
      realm = open;
    }
    return open;
  }

  /** Calls it in the realm that was opened. Everything in here may run what its author wrote. */
  String call(Realm in, CallFrame call) {
    Object time = call.observedAt() == Protocol.UNKNOWN_TIME ? null : (double) call.observedAt();
    Value sandbox = in.sandbox;
    if (!ownRealmPerCall) {
      return in.callBody
          .execute(body(in), style, call.letters(), call.port(), time, call.uplink())
          .asString();
    }
    Value module = sandbox.invokeMember("openGlobal");
    in.context.eval(script);
    Value functions = in.context.eval(FUNCTIONS_OF_SCRIPT);
    return sandbox
        .invokeMember(
            "callGlobal",
            functions,
            module,
            style,
            call.letters(),
            call.port(),
            time,
            call.uplink())
        .asString();
  }

  private Value body(Realm in) {
    Value ready = adopted;
    if (ready == null) {
      // Alone first: what cannot stand alone could end the function around it and begin another.
      in.context.parse(script);
      ready = in.sandbox.invokeMember("adopt", in.context.eval(body));
      adopted = ready;
    }
    return ready;
  }

  /** After a call that answered. */
  void tidy(String answer) {
    if (ownRealmPerCall || answer.charAt(0) == LEFT_SOMETHING) {
      discard();
    }
  }

  /** After a call that failed by itself. */
  void tidy(Realm used) {
    if (ownRealmPerCall || !used.sandbox.invokeMember("cleanGlobal").asBoolean()) {
      discard();
    }
  }

  /** The realm is of no use any more. */
  void discard() {
    Realm old = realm;
    realm = null;
    adopted = null;
    if (old != null) {
      old.close();
    }
  }

  /** Which of the script's own lines a place in what the engine reads is. */
  int ownLine(int line) {
    return ownRealmPerCall ? line : line - LINES_BEFORE;
  }
}
