package dk.bypuls.ingest.pull;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails where it would become longer than allowed. */
final class BoundedStream extends FilterInputStream {

  private final long most;
  private long count;

  BoundedStream(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    int each = super.read();
    count(each < 0 ? 0 : 1);
    return each;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    count(Math.max(0, read));
    return read;
  }

  private void count(int more) throws PullException {
    count += more;
    if (count > most) {
      throw PullException.of(Ending.UNREADABLE, "the answer is longer than " + most + " bytes");
    }
  }

  /** How much was read so far. */
  long count() {
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
