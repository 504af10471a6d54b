package dk.bypuls.ingest.contributor;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** All that this process holds in memory and can still reach. */
final class Heap {

  private Heap() {}

  /**
   * Whether these bytes are in it.
   *
   * @param opposite all bits the other way round, so that asking does not put them there
   * @param dump where it is written meanwhile
   */
  static boolean has(byte[] opposite, Path dump) throws IOException {
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(dump.toString(), true);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(dump), 1 << 20)) {
      return isIn(in, opposite);
    } finally {
      Files.delete(dump);
    }
  }

  /**
   * Keys are random: that one begins in the middle of another's beginning need not be looked at.
   */
  private static boolean isIn(InputStream in, byte[] opposite) throws IOException {
    int matched = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if ((byte) ~next == opposite[matched]) {
        matched++;
      } else {
        matched = (byte) ~next == opposite[0] ? 1 : 0;
      }
      if (matched == opposite.length) {
        return true;
      }
    }
    return false;
  }
}
