package dk.bypuls.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.local.AdminApi;
import dk.bypuls.local.AdminApi.Answer;
import dk.bypuls.local.PartFailure;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Adds, lists and revokes the tokens that people and senders come with. */
final class Token implements Command {
  private static final String ROLE = "--role";
  private static final String SOURCE = "--source";
  private static final String PILOT = "--pilot";
  private static final List<String> VERBS = List.of("add", "list", "revoke");
  private static final String PATH = "/admin/v1/tokens";

  @Override
  public String name() {
    return "token";
  }

  @Override
  public String summary() {
    return "adds a token (shown once, stored hashed), lists or revokes tokens";
  }

  @Override
  public String usage() {
    return "add NAME --role R | add [NAME] --source S | add NAME --pilot D | list | revoke NAME";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(
            ROLE,
            "R",
            "what its owner may do: viewer, engineer, owner, reviewer, auditor or admin"),
        new Option(SOURCE, "S", "the one source that its owner may send to"),
        new Option(
            PILOT,
            "D",
            "the one dataset that it shows while that is a pilot; for list, revoke too"),
        Cities.TOKEN_FILE);
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    arguments.demandWords(1, 2, "add, list or revoke");
    String verb = arguments.words().get(0);
    Optional<String> name = arguments.words().stream().skip(1).findFirst();
    switch (verb) {
      case "add" -> add(arguments, name, out);
      case "list" -> list(arguments, out);
      case "revoke" -> revoke(arguments, name, out);
      default -> throw new UsageException("unknown word token " + verb + Nearest.hint(verb, VERBS));
    }
    return 0;
  }

  private static void add(Arguments arguments, Optional<String> name, PrintStream out) {
    Optional<String> role = arguments.value(ROLE);
    Optional<String> source = arguments.value(SOURCE);
    Optional<String> pilot = arguments.value(PILOT);
    if (Stream.of(role, source, pilot).filter(Optional::isPresent).count() != 1) {
      throw new UsageException("say either " + ROLE + " R, " + SOURCE + " S or " + PILOT + " D");
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("name", name.or(() -> source).orElseThrow(() -> new UsageException("say a NAME")));
    role.ifPresent(value -> body.put("role", value));
    source.ifPresent(value -> body.put("source", value));
    String path = pilot.map(Token::keysOf).orElse(PATH);
    JsonNode made = demand(Cities.admin(arguments).post(path, body)).body();
    out.println(made.path(pilot.isPresent() ? "key" : "token").asText());
  }

  /** Where the keys to a pilot are. */
  private static String keysOf(String dataset) {
    return "/admin/v1/datasets/" + URLEncoder.encode(dataset, StandardCharsets.UTF_8) + "/keys";
  }

  private static void list(Arguments arguments, PrintStream out) {
    Optional<String> pilot = arguments.value(PILOT);
    JsonNode body =
        demand(Cities.admin(arguments).get(pilot.map(Token::keysOf).orElse(PATH))).body();
    for (JsonNode key : body.path("keys")) {
      out.printf(
          "%-24s %-32s %s%n", key.path("name").asText(), "pilot " + pilot.orElse(""), created(key));
    }
    for (JsonNode token : body.isArray() ? body : body.path("tokens")) {
      String right =
          token.hasNonNull("source")
              ? "source " + token.path("source").asText()
              : "role " + token.path("role").asText();
      out.printf("%-24s %-32s %s%n", token.path("name").asText(), right, created(token));
    }
  }

  private static String created(JsonNode token) {
    return token.path("createdAt").asText("");
  }

  private static void revoke(Arguments arguments, Optional<String> name, PrintStream out) {
    String named = name.orElseThrow(() -> new UsageException("say which token to revoke"));
    AdminApi api = Cities.admin(arguments);
    String path = arguments.value(PILOT).map(Token::keysOf).orElse(PATH);
    demand(api.delete(path + "/" + URLEncoder.encode(named, StandardCharsets.UTF_8)));
    out.println("revoked " + named);
  }

  private static Answer demand(Answer answer) {
    if (!answer.isSuccess()) {
      throw new PartFailure(answer.detail());
    }
    return answer;
  }
}
