package dk.bypuls.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something to ask the open API.
 *
 * @param <A> what it answers
 * @param <Q> the question itself, so that its parameters may be given one after the other
 */
public abstract class Question<A, Q extends Question<A, Q>> {

  private final String path;
  private final Class<A> answer;
  private final List<String> parameters = new ArrayList<>();

  protected Question(String path, Class<A> answer) {
    this.path = path;
    this.answer = answer;
  }

  /** A part of a path, as it is written there. */
  protected static String part(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  protected abstract Q self();

  protected final Q with(String name, Object... values) {
    for (Object value : values) {
      parameters.add(name + "=" + part(value.toString()));
    }
    return self();
  }

  Class<A> answer() {
    return answer;
  }

  /** The address below that of the city. */
  String address() {
    return parameters.isEmpty()
        ? path
        : path + parameters.stream().collect(Collectors.joining("&", "?", ""));
  }
}
