package dk.bypuls.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dk.bypuls.local.AdminApi;
import dk.bypuls.local.AdminApi.Answer;
import dk.bypuls.local.PartFailure;
import dk.bypuls.local.PublishedCodecs;
import dk.bypuls.local.PublishedCodecs.Published;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tries published codecs on a city's decoders, each with its own examples, and counts. */
final class CodecTrial {

  private static final int BUSY = 503;
  private static final int PATIENCE = 30;

  private final AdminApi admin;
  private final PrintStream out;
  private final Set<String> vendors = new TreeSet<>();
  private int codecs;
  private int sound;
  private int without;
  private int examples;
  private int hold;

  CodecTrial(AdminApi admin, PrintStream out) {
    this.admin = admin;
    this.out = out;
  }

  /** 0 if all examples hold. */
  int run(Path folder) {
    for (Path file : PublishedCodecs.below(folder)) {
      try {
        one(PublishedCodecs.read(file));
      } catch (PartFailure e) {
        codecs++;
        out.printf("%s: %s%n", folder.relativize(file), e.getMessage());
      }
    }
    out.printf(
        "%d codecs of %d vendors: %d hold all their examples, %d have none; %d of %d examples hold%n",
        codecs, vendors.size(), sound, without, hold, examples);
    return sound + without == codecs ? 0 : 1;
  }

  private void one(Published codec) {
    if (codec.examples().isEmpty()) {
      codecs++;
      without++;
      return;
    }
    JsonNode results = asked(codec);
    codecs++;
    vendors.add(codec.vendor());
    examples += codec.examples().size();
    int held = 0;
    for (int i = 0; i < codec.examples().size(); i++) {
      if (results.path(i).path("holds").asBoolean()) {
        held++;
        continue;
      }
      List<String> how = new ArrayList<>();
      results.path(i).path("differences").forEach(each -> how.add(each.asText()));
      out.printf(
          "%s/%s, %s: %s%n",
          codec.vendor(), codec.name(), codec.examples().get(i), String.join("; ", how));
    }
    hold += held;
    sound += held == codec.examples().size() ? 1 : 0;
  }

  private JsonNode asked(Published codec) {
    for (int i = 0; ; i++) {
      Answer answer = admin.post("/admin/v1/decode", codec.request());
      if (answer.isSuccess()) {
        return answer.body().path("results");
      }
      if (answer.status() != BUSY || i >= PATIENCE) {
        throw new PartFailure(codec.name() + ": " + answer.detail());
      }
      try {
        Thread.sleep(1_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PartFailure("interrupted", e);
      }
    }
  }
}
