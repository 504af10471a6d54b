package dk.bypuls.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.local.PartFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows what a message would become: fields, readings, checks. Nothing is published. */
final class Decode implements Command {

  private static final String PROFILE = "--profile";
  private static final String PORT = "--port";
  private static final String SOURCE = "--source";
  private static final String CODECS = "--codecs";
  private static final String TOPIC = "--topic";
  private static final String EVENT = "--event";
  private static final String CONTENT_TYPE = "--content-type";
  private static final String JSON = "--json";
  private static final String STANDARD_INPUT = "-";

  @Override
  public String name() {
    return "decode";
  }

  @Override
  public String summary() {
    return "a dry run: what a payload or a whole message would become; publishes nothing";
  }

  @Override
  public String usage() {
    return "--profile P --port N HEX | --source S FILE | --codecs FOLDER";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(PROFILE, "P", "the profile whose decoder reads the payload HEX"),
        new Option(PORT, "N", "the port that the device sent it on (default 1)"),
        new Option(SOURCE, "S", "the source whose whole message is in FILE; - is standard input"),
        new Option(
            CODECS, "FOLDER", "tries the codecs in FOLDER (…-codec.yaml) with their own examples"),
        new Option(TOPIC, "T", "the topic that the message came on, or what follows the source"),
        new Option(EVENT, "E", "what the sender's address says it tells of, such as up"),
        new Option(CONTENT_TYPE, "C", "the message's Content-Type"),
        new Option(JSON, "", "the answer as JSON"));
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    Optional<String> codecs = arguments.value(CODECS);
    if (codecs.isPresent()) {
      arguments.demandWords(0, 0, "");
      return new CodecTrial(Cities.admin(arguments), out).run(Path.of(codecs.get()));
    }
    Optional<String> profile = arguments.value(PROFILE);
    if (profile.isPresent() == arguments.has(SOURCE)) {
      throw new UsageException("say either " + PROFILE + " P or " + SOURCE + " S, or " + CODECS);
    }
    arguments.demandWords(
        1, profile.isPresent() ? Integer.MAX_VALUE : 1, profile.isPresent() ? "HEX" : "FILE");
    ObjectNode asked = JsonNodeFactory.instance.objectNode();
    if (profile.isPresent()) {
      asked.put("profile", profile.get()).put("port", arguments.number(PORT).orElse(1));
      asked.put("hex", String.join("", arguments.words()));
    } else {
      asked.put("source", arguments.value(SOURCE).orElseThrow());
      asked.put("base64", Base64.getEncoder().encodeToString(message(arguments.words().get(0))));
      arguments.value(TOPIC).ifPresent(topic -> asked.put("topic", topic));
      arguments.value(EVENT).ifPresent(event -> asked.put("event", event));
      arguments.value(CONTENT_TYPE).ifPresent(type -> asked.put("contentType", type));
    }
    JsonNode answer = Cities.demand(Cities.admin(arguments).post("/admin/v1/decode", asked));
    if (arguments.has(JSON)) {
      out.println(answer.toPrettyString());
    } else {
      print(answer, out);
    }
    boolean isRead = answer.path("quarantine").isEmpty() && answer.path("refused").isEmpty();
    return isRead ? 0 : 1;
  }

  private static byte[] message(String file) {
    try {
      return file.equals(STANDARD_INPUT)
          ? System.in.readAllBytes()
          : Files.readAllBytes(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new PartFailure(file + " does not exist", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static void print(JsonNode answer, PrintStream out) {
    for (JsonNode message : answer.path("messages")) {
      out.printf(
          "sensor %s, profile %s%n",
          message.path("sensor").asText(), message.path("profile").asText());
      out.println("fields      " + message.path("fields"));
      if (!message.path("undeclared").isEmpty()) {
        out.println("undeclared  " + words(message.path("undeclared")) + ": dropped");
      }
    }
    for (JsonNode message : answer.path("readings")) {
      out.println(row("quantity", "value", "unit", "observed at", "hints"));
      for (JsonNode reading : message.path("readings")) {
        out.println(
            row(
                reading.path("quantity").asText(),
                reading.path("value").decimalValue().toPlainString(),
                reading.path("unit").asText(),
                reading.path("observedAt").asText(),
                reading.path("hints").isEmpty() ? "sound" : words(reading.path("hints"))));
      }
    }
    for (JsonNode aside : answer.path("quarantine")) {
      out.printf(
          "quarantine  %s: %s%n            %s%n",
          aside.path("reason").asText(), aside.path("detail").asText(), aside.path("do").asText());
      if (aside.has("said")) {
        out.println("said        " + aside.path("said").asText());
      }
    }
    answer.path("dropped").forEach(rule -> out.println("dropped     " + rule.asText()));
    answer
        .path("refused")
        .forEach(why -> out.println("refused     " + why.asText() + "; try again"));
  }

  private static String words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asText()));
    return String.join(", ", words);
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "  %-24s %14s %-10s %-26s %s", cells);
  }
}
