package dk.bypuls.ingest.decoder.worker;

import dk.bypuls.ingest.decoder.worker.Caller.Answer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.graalvm.polyglot.Engine;

/**
 * The worker: answers calls of codecs in the order in which they come, until its standard input
 * ends with the process that started it.
 */
public final class WorkerMain {

  private static final int STACK_BYTES = 2 * 1024 * 1024;
  private static final int READY_CODECS = 128;
  private static final int OUT_OF_MEMORY = 71;
  private static final Duration WARM_UP = Duration.ofMillis(600);
  private static final int BUFFER_BYTES = 65_536;

  private final Path folder;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final MappedByteBuffer bookmark;
  private final Limits limits;
  private final LinkedBlockingQueue<Work> work = new LinkedBlockingQueue<>();
  private final Map<Integer, Script> scripts = new HashMap<>();
  private final Engine engine;

  // The codecs that were called last; others are made ready anew when they are called.
  private final LinkedHashMap<Integer, Codec> ready = new LinkedHashMap<>(16, 0.75f, true);

  private WorkerMain(InputStream in, OutputStream out, Path folder, Limits limits)
      throws IOException {
    this.folder = folder;
    this.in = new DataInputStream(new BufferedInputStream(in, BUFFER_BYTES));
    this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER_BYTES));
    bookmark = bookmark(folder);
    this.limits = limits;
    engine =
        Engine.newBuilder(Realm.LANGUAGE)
            .option("engine.WarnInterpreterOnly", "false")
            .in(InputStream.nullInputStream())
            .out(OutputStream.nullOutputStream())
            .err(OutputStream.nullOutputStream())
            .build();
  }

  private sealed interface Work permits Adopt, Forget, Call {}

  private record Adopt(int number, Script script) implements Work {}

  private record Forget(int number) implements Work {}

  private record Call(CallFrame frame) implements Work {}

  private record Script(String style, String text) {}

  /**
   * Runs until standard input ends.
   *
   * @param args the folder that is its own, and the limits of a call
   */
  public static void main(String[] args) throws IOException {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> Runtime.getRuntime().halt(OUT_OF_MEMORY));
    InputStream in = new FileInputStream(FileDescriptor.in);
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    WorkerMain worker = new WorkerMain(in, out, Path.of(args[0]), Limits.read(args[1]));
    Thread reader = new Thread(worker::readAll, "reader");
    reader.setDaemon(true);
    reader.start();
    // With a stack of its own size: the main thread's is the operating system's choice.
    new Thread(null, worker::answerAll, "script", STACK_BYTES).start();
  }

  private static MappedByteBuffer bookmark(Path folder) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            folder.resolve(Protocol.BOOKMARK),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      return file.map(MapMode.READ_WRITE, 0, Long.BYTES);
    }
  }

  private void readAll() {
    try {
      while (true) {
        work.add(read(in.readUnsignedByte()));
      }
    } catch (IOException e) {
      // Who started us is gone, and nobody asks what was running.
      clear();
      Runtime.getRuntime().halt(0);
    }
  }

  private void clear() {
    try (Stream<Path> own = Files.walk(folder)) {
      for (Path each : own.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println(e.getMessage());
    }
  }

  private Work read(int kind) throws IOException {
    return switch (kind) {
      case Protocol.ADOPT -> new Adopt(in.readInt(), new Script(text(), text()));
      case Protocol.FORGET -> new Forget(in.readInt());
      case Protocol.CALL ->
          new Call(
              new CallFrame(
                  in.readLong(),
                  in.readInt(),
                  in.readInt(),
                  in.readLong(),
                  text(),
                  new String(bytes(), StandardCharsets.ISO_8859_1)));
      default -> throw new IOException("no frame begins with " + kind);
    };
  }

  private String text() throws IOException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  private byte[] bytes() throws IOException {
    return in.readNBytes(in.readInt());
  }

  private void answerAll() {
    try {
      Watchdog watchdog = new Watchdog(Thread.currentThread());
      Caller caller = new Caller(watchdog, limits);
      watchdog.start();
      WarmUp.run(engine, caller, WARM_UP);
      out.writeByte(Protocol.READY);
      out.flush();
      while (true) {
        Work next = work.poll();
        if (next == null) {
          out.flush();
          next = work.take();
        }
        perform(next, caller);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void perform(Work next, Caller caller) throws IOException {
    if (next instanceof Adopt adopt) {
      scripts.put(adopt.number(), adopt.script());
    } else if (next instanceof Forget forget) {
      scripts.remove(forget.number());
      Codec codec = ready.remove(forget.number());
      if (codec != null) {
        codec.discard();
      }
    } else if (next instanceof Call call) {
      bookmark.putLong(0, call.frame().call());
      write(call.frame().call(), caller.call(codec(call.frame().script()), call.frame()));
    }
  }

  private Codec codec(int number) {
    Codec codec = ready.get(number);
    if (codec == null) {
      Script script = scripts.get(number);
      if (script == null) {
        throw new IllegalStateException("the script " + number + " was not adopted");
      }
      codec = new Codec(engine, script.style(), script.text());
      ready.put(number, codec);
      if (ready.size() > READY_CODECS) {
        int oldest = ready.keySet().iterator().next();
        ready.remove(oldest).discard();
      }
    }
    return codec;
  }

  private void write(long call, Answer answer) throws IOException {
    out.writeByte(Protocol.ANSWER);
    out.writeLong(call);
    out.writeByte(answer.verdict().number());
    out.writeLong(answer.cpuNanoseconds());
    out.writeInt(answer.leftOut());
    write(answer.text());
    write(answer.said());
  }

  private void write(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
