package dk.bypuls.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dk.bypuls.local.AdminApi;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Lists, grants and ends the keys that people outside asked for. */
final class Keys implements Command {
  private static final List<String> VERBS = List.of("list", "grant", "revoke");
  private static final String PATH = "/admin/v1/keys";

  @Override
  public String name() {
    return "keys";
  }

  @Override
  public String summary() {
    return "lists the keys that outsiders asked for, grants them, refuses and revokes them";
  }

  @Override
  public String usage() {
    return "list | grant NAME | revoke NAME";
  }

  @Override
  public List<Option> options() {
    return List.of(Cities.TOKEN_FILE);
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    arguments.demandWords(1, 2, "list, grant or revoke");
    String verb = arguments.words().get(0);
    Optional<String> name = arguments.words().stream().skip(1).findFirst();
    AdminApi api = Cities.admin(arguments);
    switch (verb) {
      case "list" -> Cities.demand(api.get(PATH)).path("keys").forEach(key -> print(key, out));
      case "grant" -> {
        JsonNode granted =
            Cities.demand(api.post(of(name) + "/grant", JsonNodeFactory.instance.objectNode()));
        out.println(granted.path("name").asText() + " is granted");
      }
      case "revoke" -> {
        Cities.demand(api.delete(of(name)));
        out.println("there is no key " + name.orElseThrow() + " any more");
      }
      default -> throw new UsageException("unknown word keys " + verb + Nearest.hint(verb, VERBS));
    }
    return 0;
  }

  private static String of(Optional<String> name) {
    String named = name.orElseThrow(() -> new UsageException("say which key"));
    return PATH + "/" + URLEncoder.encode(named, StandardCharsets.UTF_8);
  }

  private static void print(JsonNode key, PrintStream out) {
    out.printf(
        "%-24s %-10s asked %s%s%n",
        key.path("name").asText(),
        key.path("state").asText(),
        key.path("requestedAt").asText(),
        key.hasNonNull("forgottenAt")
            ? ", forgotten " + key.path("forgottenAt").asText()
            : ", granted by " + key.path("grantedBy").asText());
    out.println("  " + key.path("purpose").asText().replace("\n", "\n  "));
    if (key.hasNonNull("contact")) {
      out.println("  contact: " + key.path("contact").asText().replace('\n', ' '));
    }
  }
}
