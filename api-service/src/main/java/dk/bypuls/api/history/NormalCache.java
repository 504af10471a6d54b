package dk.bypuls.api.history;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers that hold for the rest of the day, the last used of them, up to so many characters. */
final class NormalCache {

  private final long most;
  private final Map<String, String> answers = new LinkedHashMap<>(16, 0.75f, true);
  private long characters;

  NormalCache(long most) {
    this.most = most;
  }

  synchronized @Nullable String find(String key) {
    return answers.get(key);
  }

  synchronized void put(String key, String answer) {
    String before = answers.put(key, answer);
    characters += size(key, answer) - (before == null ? 0 : size(key, before));
    Iterator<Map.Entry<String, String>> eldest = answers.entrySet().iterator();
    while (characters > most && eldest.hasNext()) {
      Map.Entry<String, String> entry = eldest.next();
      characters -= size(entry.getKey(), entry.getValue());
      eldest.remove();
    }
  }

  synchronized int size() {
    return answers.size();
  }

  private static long size(String key, String answer) {
    return (long) key.length() + answer.length();
  }
}
