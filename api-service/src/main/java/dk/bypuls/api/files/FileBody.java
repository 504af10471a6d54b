package dk.bypuls.api.files;

import dk.bypuls.api.answer.Body;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a file. A file that is deleted meanwhile can be read to its end all the same. */
final class FileBody implements Body {

  private final SeekableByteChannel file;
  private final Runnable beforeEachPiece;
  private long left;

  FileBody(Path path, ByteRange range, Runnable beforeEachPiece) throws IOException {
    this.file = Files.newByteChannel(path).position(range.start());
    this.left = range.length();
    this.beforeEachPiece = beforeEachPiece;
  }

  @Override
  public boolean isFinished() {
    return left == 0;
  }

  @Override
  public byte[] next() {
    beforeEachPiece.run();
    try {
      ByteBuffer piece = ByteBuffer.allocate((int) Math.min(left, MonthFiles.buffer()));
      while (piece.hasRemaining()) {
        if (file.read(piece) < 0) {
          throw new IOException("the file is shorter than it was");
        }
      }
      left -= piece.capacity();
      return piece.array();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] broken(String problem) {
    return new byte[0];
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
