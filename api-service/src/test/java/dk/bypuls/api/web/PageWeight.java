package dk.bypuls.api.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** How much script a page needs before it shows anything; what it fetches later is not counted. */
final class PageWeight {

  private static final Pattern IN_PAGE = Pattern.compile("(?:src|href)=\"/(assets/[^\"]+\\.js)\"");
  private static final Pattern IN_SCRIPT =
      Pattern.compile("(?:from|import)\\s*\"\\./([^\"]+\\.js)\"");

  private PageWeight() {}

  /** The compressed bytes of the scripts that the page names, and of those that these import. */
  static long of(Path pages, String page) throws IOException {
    Set<Path> scripts = new HashSet<>();
    Deque<Path> next = new ArrayDeque<>();
    Matcher named = IN_PAGE.matcher(Files.readString(pages.resolve(page)));
    while (named.find()) {
      next.add(pages.resolve(named.group(1)));
    }
    while (!next.isEmpty()) {
      Path script = next.remove();
      if (scripts.add(script)) {
        Matcher imported = IN_SCRIPT.matcher(Files.readString(script));
        while (imported.find()) {
          next.add(script.resolveSibling(imported.group(1)));
        }
      }
    }
    return scripts.stream().mapToLong(PageWeight::compressed).sum();
  }

  private static long compressed(Path file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
      Files.copy(file, packed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.size();
  }
}
