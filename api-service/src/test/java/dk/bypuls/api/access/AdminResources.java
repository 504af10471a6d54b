package dk.bypuls.api.access;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The resources below {@code /admin/v1} as they are compiled. */
public final class AdminResources {

  private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("target/classes");

  private AdminResources() {}

  /** The method that answers, by what it answers, such as {@code GET /admin/v1/me}. */
  public static Map<String, Method> all() throws IOException, ReflectiveOperationException {
    Map<String, Method> served = new TreeMap<>();
    for (java.nio.file.Path file : files(CLASSES, ".class")) {
      String name = CLASSES.relativize(file).toString().replace('/', '.').replace(".class", "");
      if (name.startsWith("dk.bypuls.api") && !name.contains("package-info")) {
        Class<?> type = Class.forName(name, false, AdminResources.class.getClassLoader());
        if (type.isAnnotationPresent(Path.class)) {
          add(type, served);
        }
      }
    }
    return served;
  }

  private static void add(Class<?> type, Map<String, Method> served) {
    String root = type.getAnnotation(Path.class).value();
    for (Method method : type.getDeclaredMethods()) {
      Path below = method.getAnnotation(Path.class);
      String path = root + (below == null ? "" : below.value());
      if (path.contains("/admin/")) {
        verb(method).ifPresent(verb -> add(verb + " " + path, method, served));
      }
    }
  }

  private static void add(String endpoint, Method method, Map<String, Method> served) {
    if (served.put(endpoint, method) != null) {
      throw new AssertionError("two methods answer " + endpoint);
    }
  }

  private static Optional<String> verb(Method method) {
    return Stream.of(method.getAnnotations())
        .map(Annotation::annotationType)
        .map(type -> type.getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .map(HttpMethod::value)
        .findFirst();
  }

  static List<java.nio.file.Path> files(java.nio.file.Path folder, String end) throws IOException {
    try (Stream<java.nio.file.Path> tree = Files.walk(folder)) {
      return tree.filter(file -> file.toString().endsWith(end)).toList();
    }
  }
}
