package dk.bypuls.api.registry.code;

import java.util.ArrayDeque;
import java.util.Deque;

/** The name of a script among the files that were sent. It is only compared, never opened. */
final class ScriptName {

  private ScriptName() {}

  /** A name without steps that lead nowhere. */
  static String plain(String name) {
    Deque<String> steps = new ArrayDeque<>();
    for (String step : name.replace('\\', '/').split("/", -1)) {
      if (step.equals("..") && !steps.isEmpty() && !steps.getLast().equals("..")) {
        steps.removeLast();
      } else if (!step.equals(".")) {
        steps.addLast(step);
      }
    }
    return String.join("/", steps);
  }

  /** What a file calls so that stands in the folder of that other file. */
  static String beside(String file, String name) {
    String path = file.replace('\\', '/');
    return plain(path.substring(0, path.lastIndexOf('/') + 1) + name);
  }
}
