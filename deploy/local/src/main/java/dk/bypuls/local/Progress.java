package dk.bypuls.local;

import java.io.PrintStream;
import java.util.Locale;

/** Lines that tell a waiting person what goes on, each with the seconds since the beginning. */
public final class Progress {
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintStream out;
  private final long began = System.nanoTime();

  public Progress(PrintStream out) {
    this.out = out;
  }

  public synchronized void tell(String line) {
    out.println(String.format(Locale.ROOT, "%6.1f s  %s", seconds(), line));
    out.flush();
  }

  /** A line without a time, for what is read later. */
  public synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  double seconds() {
    return (System.nanoTime() - began) / NANOS_PER_SECOND;
  }
}
