package dk.bypuls.bench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Options of a benchmark: whole numbers by name, and words that stand alone. */
record Options(Map<String, Integer> numbers, Set<String> words) {

  /**
   * Reads them.
   *
   * @param usual what may be given, and what it is if it is not
   * @throws IllegalArgumentException if there is another among them
   */
  static Options of(List<String> given, Map<String, Integer> usual, String... words) {
    Map<String, Integer> numbers = new HashMap<>(usual);
    Set<String> found = new HashSet<>();
    for (int i = 0; i < given.size(); i++) {
      String name = given.get(i);
      if (List.of(words).contains(name)) {
        found.add(name);
        continue;
      }
      String value = i + 1 < given.size() ? given.get(++i) : "";
      if (!usual.containsKey(name) || !value.matches("[1-9]\\d{0,8}")) {
        throw new IllegalArgumentException(
            "it takes "
                + usual.keySet()
                + " with a number, and "
                + List.of(words)
                + "; not "
                + given);
      }
      numbers.put(name, Integer.valueOf(value));
    }
    return new Options(numbers, found);
  }

  int number(String name) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new IllegalArgumentException(name + " is no option");
    }
    return number;
  }

  boolean has(String word) {
    return words.contains(word);
  }
}
