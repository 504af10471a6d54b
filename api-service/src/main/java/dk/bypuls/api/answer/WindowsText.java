package dk.bypuls.api.answer;

import dk.bypuls.events.WindowJson;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The text of an answer of windows, made piece by piece so that it need never be in memory whole.
 */
public final class WindowsText {

  private static final int LARGEST_BUFFER = 64 * 1024;

  private final Format format;
  private final Iterator<PublishedWindow> windows;
  private final @Nullable String next;
  private boolean started;
  private boolean hasWindows;
  private boolean finished;
  private final String head;

  /**
   * Starts a text.
   *
   * @param internal whether it holds what is not public, and says so
   * @param next where the answer goes on; lines and CSV have no place for it
   */
  public WindowsText(
      Format format,
      String dataset,
      boolean internal,
      Iterator<PublishedWindow> windows,
      @Nullable String next) {
    this.format = format;
    this.windows = windows;
    this.next = next;
    this.head =
        switch (format) {
          case JSON ->
              "{\"dataset\":\""
                  + dataset
                  + (internal ? "\",\"access\":\"internal" : "")
                  + "\",\"windows\":[";
          case NDJSON -> "";
          case CSV -> WindowCsv.HEADER;
        };
  }

  /** Whether all has been handed out. */
  public boolean isFinished() {
    return finished;
  }

  /** The next piece, of about that many characters. */
  public String next(int characters) {
    StringBuilder out = new StringBuilder(Math.min(characters, LARGEST_BUFFER) + 1024);
    if (!started) {
      out.append(head);
    }
    while (windows.hasNext() && out.length() < characters) {
      append(out, windows.next());
    }
    if (!windows.hasNext()) {
      finish(out);
    }
    started = true;
    return out.toString();
  }

  private void append(StringBuilder out, PublishedWindow published) {
    switch (format) {
      case JSON -> {
        if (hasWindows) {
          out.append(',');
        }
        hasWindows = true;
        WindowJson.append(out, published.window(), published.publishedAt());
      }
      case NDJSON ->
          WindowJson.append(out, published.window(), published.publishedAt()).append('\n');
      case CSV -> WindowCsv.append(out, published.window(), published.publishedAt());
    }
  }

  private void finish(StringBuilder out) {
    finished = true;
    if (format == Format.JSON) {
      out.append("],\"next\":");
      if (next == null) {
        out.append("null}");
      } else {
        out.append('"').append(next).append("\"}");
      }
    }
  }
}
