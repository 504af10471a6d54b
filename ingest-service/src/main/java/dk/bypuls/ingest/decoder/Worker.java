package dk.bypuls.ingest.decoder;

import dk.bypuls.ingest.decoder.worker.Limits;
import dk.bypuls.ingest.decoder.worker.Protocol;
import dk.bypuls.ingest.decoder.worker.Protocol.Verdict;
import dk.bypuls.ingest.decoder.worker.WorkerMain;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The process that runs scripts: without environment, in a folder of its own, with a small heap,
 * and gone when this process is, because its standard input ends then.
 */
final class Worker {

  private static final Logger LOG = Logger.getLogger(Worker.class);
  private static final int BUFFER_BYTES = 65_536;
  private static final int NEWER_JAVA = 24;

  private final Path folder;
  private final Process process;
  private final DataOutputStream out;
  private final DataInputStream in;

  private Worker(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
    out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), BUFFER_BYTES));
    in = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER_BYTES));
  }

  static Worker start(DecoderSettings settings) throws IOException {
    // Readable by nobody else.
    Path folder = Files.createTempDirectory("bypuls-decoder-");
    ProcessBuilder builder =
        new ProcessBuilder(command(settings, folder))
            .directory(folder.toFile())
            .redirectError(Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.clear();
    // So that Java reads the names of folders as they are written.
    environment.put("LC_ALL", "C.UTF-8");
    return new Worker(folder, builder.start());
  }

  private static List<String> command(DecoderSettings settings, Path folder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xms16m",
            "-Xmx" + settings.heapMegabytes() + "m",
            "-XX:MaxDirectMemorySize=1m",
            "-XX:MaxMetaspaceSize=160m",
            "-XX:ReservedCodeCacheSize=64m",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "-Djava.io.tmpdir=" + folder,
            "-Duser.home=" + folder,
            "-Duser.timezone=UTC"));
    if (Runtime.version().feature() >= NEWER_JAVA) {
      command.add("--sun-misc-unsafe-memory-access=allow");
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    Limits limits = new Limits(settings.callTime(), settings.answerWithin(), settings.callBytes());
    command.addAll(
        List.of(
            "-cp",
            WorkerClassPath.find(),
            WorkerMain.class.getName(),
            folder.toString(),
            limits.written()));
    return command;
  }

  void adopt(Script script) throws IOException {
    out.writeByte(Protocol.ADOPT);
    out.writeInt(script.number);
    bytes(script.style.getBytes(StandardCharsets.UTF_8));
    bytes(script.text.getBytes(StandardCharsets.UTF_8));
  }

  void forget(Script script) throws IOException {
    out.writeByte(Protocol.FORGET);
    out.writeInt(script.number);
  }

  void call(Call call) throws IOException {
    out.writeByte(Protocol.CALL);
    out.writeLong(call.number());
    out.writeInt(call.script().number);
    out.writeInt(call.port());
    out.writeLong(call.observedAt());
    bytes(call.uplink());
    bytes(call.payload());
  }

  private void bytes(byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  void flush() throws IOException {
    out.flush();
  }

  /** Something that the worker said. */
  sealed interface Said permits Ready, Answered {}

  /** It is warm and takes calls. */
  record Ready() implements Said {}

  /** A call has its answer. */
  record Answered(long call, Call.Answer answer) implements Said {}

  /** The next thing it says; waits for it. */
  Said read() throws IOException {
    int kind = in.readUnsignedByte();
    if (kind == Protocol.READY) {
      return new Ready();
    }
    if (kind != Protocol.ANSWER) {
      throw new IOException("the worker's frames do not begin with " + kind);
    }
    return new Answered(
        in.readLong(),
        new Call.Answer(
            Verdict.numbered(in.readUnsignedByte()),
            in.readLong(),
            in.readInt(),
            in.readNBytes(in.readInt()),
            in.readNBytes(in.readInt())));
  }

  long pid() {
    return process.pid();
  }

  /**
   * Lets it end by itself: it goes, and takes its folder along, when nobody can say anything more.
   */
  void release() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      kill();
    }
  }

  /** Ends it at once. */
  void kill() {
    process.destroyForcibly();
  }

  /** The number of the call that it had begun last, after it has ended; zero if there was none. */
  long lastBegun() {
    try {
      process.destroyForcibly().waitFor();
      byte[] bytes = Files.readAllBytes(folder.resolve(Protocol.BOOKMARK));
      return bytes.length == Long.BYTES ? ByteBuffer.wrap(bytes).getLong() : 0;
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** Takes away what it left behind. */
  void clear() {
    try (Stream<Path> left = Files.walk(folder)) {
      for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warnf("%s could not be removed: %s", folder, e.getMessage());
    }
  }
}
