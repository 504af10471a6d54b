package dk.bypuls.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A call of a payload codec in each engine beside the same decoder in Java, and what each can read.
 */
final class DecoderBenchmark implements Benchmark {

  private static final int OPERATIONS = 20_000;
  private static final int OPERATIONS_OF_THE_SLOW = 50;
  private static final int OPERATIONS_OF_LAYOUTS = 2_000_000;
  private static final String CODECS =
      "ingest-service/src/test/resources/dk/bypuls/ingest/decoder/codecs";

  // These try how codecs are called and results are written, which is ours and not the engine's.
  private static final List<String> NOT_OF_THE_ENGINE =
      List.of(
          "odd-values",
          "dates",
          "os2iot-style",
          "driver-object",
          "packaged-driver",
          "local-texts",
          "written-buffers",
          "repairs-of-old-engines");

  private static final String SCRIPT =
      """
      function decodeUplink(input) {
        var data = {}, b = input.bytes;
        for (var i = 0; i < b.length; ) {
          var channel = b[i++], type = b[i++];
          switch (type) {
            case 0x67: data['temperature_' + channel] = ((b[i] << 24 >> 16) | b[i + 1]) / 10; i += 2; break;
            case 0x68: data['humidity_' + channel] = b[i++] / 2; break;
            case 0x73: data['pressure_' + channel] = ((b[i] << 8) | b[i + 1]) / 10; i += 2; break;
            default: throw new Error('unknown type');
          }
        }
        return {data: data};
      }
      """;
  private static final String PAYLOAD = "\3\147\1\20\4\150\163\5\163\47\20";
  private static final String EXPECTED =
      "{\"temperature_3\":27.2,\"humidity_4\":57.5,\"pressure_5\":1000}";

  private int sink;

  @Override
  public String about() {
    return "a payload codec in each script engine, and a byte layout, beside the same decoders in Java";
  }

  @Override
  public void run(Rounds rounds) {
    Map<String, ScriptEngine> engines = new LinkedHashMap<>();
    engines.put("graaljs", ScriptEngine.graal());
    engines.put("rhino", ScriptEngine.rhino());
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("java", () -> sink += inJava(PAYLOAD).size());
    engines.forEach((name, engine) -> calls.put(name, call(name, engine)));
    Figures fast = rounds.nanosecondsPerOperation("decoder", OPERATIONS, calls);

    Map<String, ScriptEngine> slow = new LinkedHashMap<>();
    slow.put("quickjs", ScriptEngine.quickJs());
    Map<String, Runnable> slowCalls = new LinkedHashMap<>();
    slow.forEach((name, engine) -> slowCalls.put(name, call(name, engine)));
    slowCalls.put(
        "graaljs-own-realm",
        call(ScriptEngine.graal().ready("", "String.prototype.x = 1;" + SCRIPT)));
    Figures slower =
        rounds.nanosecondsPerOperation("decoder-slow", OPERATIONS_OF_THE_SLOW, slowCalls);

    rounds.say("");
    rounds.say("%-18s %12s %16s %12s", "engine", "ns a call", "calls/core-s", "java / it");
    for (String name : calls.keySet()) {
      say(rounds, name, fast.of(name), fast.of("java"));
    }
    for (String name : slowCalls.keySet()) {
      say(rounds, name, slower.of(name), fast.of("java"));
    }
    layout(rounds);
    engines.putAll(slow);
    conformance(rounds, engines);
  }

  private void layout(Rounds rounds) {
    LayoutPeer peer = new LayoutPeer();
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("java", () -> sink += peer.inJava().size());
    calls.put("layout", () -> sink += peer.byLayout().size());
    Figures figures = rounds.nanosecondsPerOperation("layout", OPERATIONS_OF_LAYOUTS, calls);
    rounds.say("java / layout %.2f (P4)", figures.ratio("java", "layout"));
  }

  private static void say(Rounds rounds, String name, double nanoseconds, double java) {
    rounds.say(
        "%-18s %12.0f %16.0f %12.4f", name, nanoseconds, 1e9 / nanoseconds, java / nanoseconds);
  }

  private Runnable call(String name, ScriptEngine engine) {
    ScriptEngine.Ready ready = engine.ready("", SCRIPT);
    String said = ready.call(1, PAYLOAD);
    if (!said.equals(EXPECTED)) {
      throw new IllegalStateException(name + " says " + said);
    }
    return call(ready);
  }

  private Runnable call(ScriptEngine.Ready ready) {
    return () -> sink += ready.call(1, PAYLOAD).length();
  }

  private static ObjectNode inJava(String b) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < b.length(); ) {
      int channel = b.charAt(i++);
      int type = b.charAt(i++);
      switch (type) {
        case 0x67 -> {
          data.put("temperature_" + channel, ((b.charAt(i) << 24 >> 16) | b.charAt(i + 1)) / 10.0);
          i += 2;
        }
        case 0x68 -> data.put("humidity_" + channel, b.charAt(i++) / 2.0);
        case 0x73 -> {
          data.put("pressure_" + channel, ((b.charAt(i) << 8) | b.charAt(i + 1)) / 10.0);
          i += 2;
        }
        default -> throw new IllegalArgumentException("unknown type");
      }
    }
    return data;
  }

  private static void conformance(Rounds rounds, Map<String, ScriptEngine> engines) {
    Path folder = Path.of(System.getProperty("bypuls.checkout", ".")).resolve(CODECS);
    rounds.say("");
    rounds.say("%-28s %s", "codec", String.join(" ", engines.keySet()));
    Map<String, Integer> passed = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".js")).sorted().toList()) {
        String codec = file.getFileName().toString().replace(".js", "");
        if (NOT_OF_THE_ENGINE.contains(codec)) {
          continue;
        }
        JsonNode examples = new ObjectMapper().readTree(folder.resolve(codec + ".json").toFile());
        String script = Files.readString(file);
        StringBuilder line = new StringBuilder();
        engines.forEach(
            (name, engine) -> {
              boolean reads = reads(engine, script, examples);
              passed.merge(name, reads ? 1 : 0, Integer::sum);
              line.append("%-8s".formatted(reads ? "yes" : "NO"));
            });
        rounds.say("%-28s %s", codec, line);
      }
    } catch (IOException e) {
      rounds.say("no codecs are in %s: %s", folder, e);
    }
    rounds.say("%-28s %s", "all", passed);
  }

  private static boolean reads(ScriptEngine engine, String script, JsonNode examples) {
    for (JsonNode vector : examples.get("vectors")) {
      String style = examples.get("style").asText("");
      if (vector.path("fails").booleanValue()) {
        continue;
      }
      Supplier<String> call =
          () ->
              engine
                  .ready(style.equals("null") ? "" : style, script)
                  .call(vector.get("port").intValue(), letters(vector));
      try {
        // By way of text, since one reads 1 and 1.0 as different numbers.
        if (!call.get().equals(vector.get("object").toString())) {
          return false;
        }
      } catch (RuntimeException | StackOverflowError e) {
        return false;
      }
    }
    return true;
  }

  private static String letters(JsonNode vector) {
    String hex = vector.get("hex").textValue();
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < hex.length(); i += 2) {
      letters.append((char) Integer.parseInt(hex.substring(i, i + 2), 16));
    }
    return letters.toString();
  }
}
