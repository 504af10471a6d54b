package dk.bypuls.ingest.decoder;

import dk.bypuls.ingest.decoder.worker.WorkerMain;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the worker's classes are: the jars or folders that hold these, found as resources and never
 * loaded here. So it is right in the packaged service, in tests and in a development run.
 */
final class WorkerClassPath {

  private static final List<String> CLASSES =
      List.of(
          WorkerMain.class.getName().replace('.', '/'),
          "org/graalvm/polyglot/Context",
          "org/graalvm/collections/EconomicMap",
          "org/graalvm/word/WordBase",
          "org/graalvm/nativeimage/ImageInfo",
          "com/oracle/truffle/api/Truffle",
          "com/oracle/truffle/js/lang/JavaScriptLanguage",
          "com/oracle/truffle/regex/RegexLanguage",
          "org/graalvm/shadowed/com/ibm/icu/text/Normalizer2",
          "org/graalvm/shadowed/org/tukaani/xz/XZ");

  private static final String JAR = "jar:";
  private static final String IN_JAR = "!/";

  private WorkerClassPath() {}

  static String find() {
    Set<String> places = new LinkedHashSet<>();
    for (String type : CLASSES) {
      String resource = type + ".class";
      URL found = WorkerMain.class.getClassLoader().getResource(resource);
      if (found == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      places.add(place(found.toString(), resource));
    }
    return String.join(File.pathSeparator, places);
  }

  private static String place(String url, String resource) {
    String place =
        url.startsWith(JAR)
            ? url.substring(JAR.length(), url.indexOf(IN_JAR))
            : url.substring(0, url.length() - resource.length());
    return Path.of(URI.create(place)).toString();
  }
}
