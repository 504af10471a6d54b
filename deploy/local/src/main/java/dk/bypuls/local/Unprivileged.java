package dk.bypuls.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to run a program that refuses to run as root, for root and for everybody else. */
final class Unprivileged {
  private static final List<String> OTHER_NAME_FOR_ROOT =
      List.of("unshare", "--user", "--map-user=1000", "--map-group=1000");
  private static final List<String> NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  private final List<String> prefix;

  private Unprivileged(List<String> prefix) {
    this.prefix = prefix;
  }

  static Unprivileged here() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new Unprivileged(List.of());
    }
    return new Unprivileged(works(OTHER_NAME_FOR_ROOT) ? OTHER_NAME_FOR_ROOT : NOBODY);
  }

  private static boolean works(List<String> prefix) {
    List<String> trial = new ArrayList<>(prefix);
    trial.add("true");
    try {
      return Shell.run(trial, line -> {}).code() == 0;
    } catch (PartFailure missing) {
      return false;
    }
  }

  /** The program and its arguments as they must be executed. */
  List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  /** Gives a folder to whoever the program will run as. */
  void handOver(Path folder) {
    if (prefix.equals(NOBODY)) {
      Shell.demand(
          "give " + folder + " to an unprivileged user",
          List.of("chown", "-R", "65534:65534", folder.toString()));
    }
  }
}
