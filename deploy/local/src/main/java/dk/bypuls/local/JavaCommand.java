package dk.bypuls.local;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a part that is a Java program is started: by the Java that runs us, small and frugal. */
final class JavaCommand {
  private JavaCommand() {}

  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** The jar of a module and the class path beside it. */
  static String classPath(Checkout checkout, String module) {
    Path target = checkout.resolve(module).resolve("target");
    return target.resolve("*") + File.pathSeparator + target.resolve("lib").resolve("*");
  }

  /** Another process of this very program. */
  static List<String> launcher(String mainClass) {
    return List.of(
        java().toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx64m",
        "-Dbypuls.checkout=" + Checkout.find().folder(),
        "-cp",
        System.getProperty("java.class.path"),
        mainClass);
  }

  static List<String> of(int heapMegabytes, String... arguments) {
    List<String> command = new ArrayList<>(List.of(java().toString(), "-XX:+UseSerialGC"));
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-Xshare:auto");
    command.add("-XX:-UsePerfData");
    if (Runtime.version().feature() >= 24) {
      // The brokers' and Netty's use of what newer Javas warn about is theirs to mend, not a
      // reader's.
      command.add("--sun-misc-unsafe-memory-access=allow");
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of(arguments));
    return command;
  }
}
