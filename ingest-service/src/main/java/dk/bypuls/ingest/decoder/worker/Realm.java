package dk.bypuls.ingest.decoder.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;
import org.graalvm.polyglot.proxy.ProxyObject;

/** A JavaScript world with nothing in it but the language, our helpers and one codec. */
final class Realm implements AutoCloseable {

  static final String LANGUAGE = "js";

  private static final Source BUFFER = resource("buffer.js");
  private static final Source SANDBOX = resource("sandbox.js");

  // Deeper or larger than what any device says, and small beside what a call may allocate.
  private static final Map<String, Object> RESULT_LIMITS =
      Map.of(
          "resultLength",
          65_536,
          "resultValues",
          10_000,
          "resultDepth",
          24,
          "globals",
          200,
          "saying",
          500);

  final Context context;
  final Value sandbox;

  /**
   * The sandbox's function of that name; found once, because to find it costs as much as a call.
   */
  final Value callBody;

  Realm(Engine engine) {
    context =
        Context.newBuilder(LANGUAGE)
            .engine(engine)
            .allowAllAccess(false)
            .allowHostAccess(HostAccess.NONE)
            .allowHostClassLookup(name -> false)
            .allowIO(IOAccess.NONE)
            .allowPolyglotAccess(PolyglotAccess.NONE)
            .allowEnvironmentAccess(EnvironmentAccess.NONE)
            .allowNativeAccess(false)
            .allowCreateThread(false)
            .allowCreateProcess(false)
            .allowExperimentalOptions(true)
            .option("js.disable-eval", "true")
            .option("js.intl-402", "false")
            .option("js.regexp-static-result", "false")
            .option("js.java-package-globals", "false")
            .option("js.polyglot-builtin", "false")
            .option("js.graal-builtin", "false")
            .option("js.load", "false")
            .option("js.print", "false")
            .option("js.console", "false")
            .option("js.performance", "false")
            .option("js.timezone", "UTC")
            .build();
    sandbox =
        context.eval(SANDBOX).execute(context.eval(BUFFER), ProxyObject.fromMap(RESULT_LIMITS));
    callBody = sandbox.getMember("callBody");
  }

  /** Makes it serve many calls: nothing in it can be changed from now on. */
  void harden() {
    sandbox.invokeMember("harden");
  }

  private static Source resource(String name) {
    try (InputStream in = Realm.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not here");
      }
      return Source.newBuilder(
              LANGUAGE, new String(in.readAllBytes(), StandardCharsets.UTF_8), name)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    context.close(true);
  }
}
