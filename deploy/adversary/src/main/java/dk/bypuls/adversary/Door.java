package dk.bypuls.adversary;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where anyone may ask a city, without a role. */
public interface Door {

  /**
   * What is answered.
   *
   * @param headers by their names in small letters
   * @param took from the question to the last byte of the answer
   */
  record Reply(int status, Map<String, List<String>> headers, String body, Duration took) {

    /** The entity tag; empty where there is none. */
    public String tag() {
      return headers.getOrDefault("etag", List.of("")).get(0);
    }
  }

  /** One thing that is heard live. */
  record Heard(String id, String data) {}

  Reply ask(String path);

  /**
   * What is heard within some seconds.
   *
   * @param since the id of what was heard last, long ago
   */
  List<Heard> listen(String path, @Nullable String since);
}
