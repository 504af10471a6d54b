package dk.bypuls.local;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a part that is a Java program is started: by the Java that runs us, small and frugal. */
final class JavaCommand {
  private static final int FIRST_HEAP_MEGABYTES = 48;

  /** The Java that has small object headers to offer, as it is. */
  private static final int COMPACT_HEADERS = 25;

  private static final int YOUNG_MEGABYTES = 32;

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

  /** A part that is there for the services: only the quick compiler, so that it idles cheaply. */
  static List<String> of(int heapMegabytes, String... arguments) {
    return of(List.of("-XX:TieredStopAtLevel=1"), heapMegabytes, arguments);
  }

  /** A service: with all of the compiler, because it is what has to keep up with the city. */
  static List<String> service(int heapMegabytes, String... arguments) {
    return of(List.of(), heapMegabytes, arguments);
  }

  private static List<String> of(List<String> compiler, int heapMegabytes, String... arguments) {
    List<String> command = new ArrayList<>(List.of(java().toString(), "-XX:+UseSerialGC"));
    command.addAll(compiler);
    command.add("-Xmx" + heapMegabytes + "m");
    // A heap begins small and grows where it is needed. What is young and dead takes memory until
    // its space is full, so that space is small too.
    command.add("-Xms" + FIRST_HEAP_MEGABYTES + "m");
    command.add("-Xmn" + YOUNG_MEGABYTES + "m");
    command.add("-Xshare:auto");
    command.add("-XX:-UsePerfData");
    if (Runtime.version().feature() >= COMPACT_HEADERS) {
      command.add("-XX:+UseCompactObjectHeaders");
    }
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
