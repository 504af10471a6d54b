package dk.bypuls.bench;

import dk.bypuls.ingest.decoder.worker.CallFrame;
import dk.bypuls.ingest.decoder.worker.Caller;
import dk.bypuls.ingest.decoder.worker.Codec;
import dk.bypuls.ingest.decoder.worker.Limits;
import dk.bypuls.ingest.decoder.worker.Watchdog;
import io.roastedroot.quickjs4j.core.Runner;
import java.time.Duration;
import org.graalvm.polyglot.Engine;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.ScriptableObject;

/** An engine that codecs could run in. */
interface ScriptEngine {

  /** A codec in it, made ready. */
  Ready ready(String style, String script);

  /** A codec that can be called. */
  interface Ready {

    /**
     * Calls it.
     *
     * @param letters the payload, a letter for each byte
     * @return what it made, as JSON
     */
    String call(int port, String letters);
  }

  /** What surrounds a script where the engine is not ours: the least that codecs need. */
  static String surrounded(String script) {
    return """
    var nothing = function () {};
    var console = {log: nothing, info: nothing, warn: nothing, error: nothing, table: nothing};
    var log = nothing; var module = {exports: {}}; var exports = module.exports;
    """
        + script
        + """
        ;
        function callCodec(style, port, letters) {
          function find(name, own) { return typeof own === 'function' ? own : module.exports[name]; }
          var bytes = [];
          for (var k = 0; k < letters.length; k++) bytes.push(letters.charCodeAt(k));
          var uplink = find('decodeUplink', typeof decodeUplink === 'undefined' ? undefined : decodeUplink);
          if (uplink && style !== 'os2iot') {
            var out = uplink({bytes: bytes, fPort: port, recvTime: new Date(), variables: {}});
            if (out.errors && out.errors.length) throw new Error('errors');
            return JSON.stringify(out.data);
          }
          if (typeof Decode === 'function') return JSON.stringify(Decode(port, bytes, {}));
          if (typeof Decoder === 'function') {
            var made = Decoder(bytes, port);
            return JSON.stringify(typeof Converter === 'function' ? Converter(made, port) : made);
          }
          throw new Error('no function');
        }
        """;
  }

  /** GraalJS as ingest's worker runs it: hardened, watched, each call as if it were the first. */
  static ScriptEngine graal() {
    Engine engine = Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();
    Watchdog watchdog = new Watchdog(Thread.currentThread());
    watchdog.start();
    Caller caller =
        new Caller(watchdog, new Limits(Duration.ofMillis(500), Duration.ofSeconds(20), 1L << 28));
    return (style, script) -> {
      Codec codec = new Codec(engine, style, script);
      return (port, letters) ->
          caller.call(codec, new CallFrame(1, 1, port, 0, "", letters)).text();
    };
  }

  /** Rhino, compiled, in the way its handbook shares a scope: a new top scope for each call. */
  static ScriptEngine rhino() {
    return (style, script) -> {
      Context context = Context.enter();
      context.setLanguageVersion(Context.VERSION_ES6);
      ScriptableObject shared = context.initSafeStandardObjects(null, true);
      var compiled = context.compileString(surrounded(script), "script", 1, null);
      return (port, letters) -> {
        var scope = context.newObject(shared);
        scope.setPrototype(shared);
        scope.setParentScope(null);
        compiled.exec(context, scope, scope);
        Function call = (Function) ScriptableObject.getProperty(scope, "callCodec");
        return Context.toString(
            call.call(context, scope, scope, new Object[] {style, port, letters}));
      };
    };
  }

  /** QuickJS in WebAssembly, compiled to Java ahead of time, precompiled byte code. */
  static ScriptEngine quickJs() {
    return (style, script) -> {
      Runner runner = Runner.builder().withTimeoutMs(20_000).build();
      return (port, letters) -> {
        StringBuilder hex = new StringBuilder();
        letters.chars().forEach(letter -> hex.append("\\x%02x".formatted(letter)));
        // A function of its own for each call, since the engine keeps its globals.
        runner.compileAndExec(
            "(function () {\n"
                + surrounded(script)
                + "\nconst said = callCodec('%s', %d, '%s');".formatted(style, port, hex)
                + "\nJavy.IO.writeSync(1, new TextEncoder().encode(said + '\\n'));\n})();");
        return runner.stdout().lines().reduce("", (before, line) -> line);
      };
    };
  }
}
