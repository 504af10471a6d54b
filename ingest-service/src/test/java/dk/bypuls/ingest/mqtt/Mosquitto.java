package dk.bypuls.ingest.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dk.bypuls.local.Checkout;
import dk.bypuls.local.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Debian's MQTT broker behind TLS: it lets in who has a certificate of its authority and a
 * password, and calls itself localhost and nothing else.
 */
final class Mosquitto implements AutoCloseable {

  static final String USER = "ingest";
  static final String PASSWORD = "not a secret";

  private final Path program;
  private final Path folder;
  private final int port = FreePorts.one();
  private @Nullable Process process;

  private Mosquitto(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** Not started yet; absent where this machine cannot have it. */
  static Optional<Mosquitto> in(Path folder) throws Exception {
    Path script = Checkout.find().folder().resolve("deploy/local/fetch-mosquitto");
    Process fetch =
        new ProcessBuilder(script.toString())
            .redirectError(folder.resolve("fetch.log").toFile())
            .start();
    String told = new String(fetch.getInputStream().readAllBytes(), UTF_8).strip();
    if (fetch.waitFor() != 0) {
      return Optional.empty();
    }
    Mosquitto mosquitto = new Mosquitto(Path.of(told), folder);
    mosquitto.makeCertificates();
    mosquitto.configure();
    return Optional.of(mosquitto);
  }

  private void makeCertificates() throws Exception {
    openssl("req", "-x509", "-subj", "/CN=Authority", "-keyout", "ca.key", "-out", "ca.pem");
    sign("server", "subjectAltName=DNS:localhost");
    sign("client", "extendedKeyUsage=clientAuth");
    Files.setPosixFilePermissions(file("client.key"), PosixFilePermissions.fromString("rw-------"));
    openssl("req", "-x509", "-subj", "/CN=Stranger", "-keyout", "other.key", "-out", "other.pem");
  }

  private void sign(String name, String extension) throws Exception {
    openssl("req", "-subj", "/CN=" + name, "-keyout", name + ".key", "-out", name + ".csr");
    Files.writeString(file(name + ".ext"), extension + "\n");
    run(
        List.of(
            "openssl",
            "x509",
            "-req",
            "-in",
            name + ".csr",
            "-CA",
            "ca.pem",
            "-CAkey",
            "ca.key",
            "-CAcreateserial",
            "-days",
            "2",
            "-extfile",
            name + ".ext",
            "-out",
            name + ".pem"));
  }

  private void openssl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(Arrays.asList(arguments));
    command.addAll(List.of("-newkey", "rsa:2048", "-nodes"));
    run(command);
  }

  private void run(List<String> command) throws Exception {
    int code =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(file("openssl.log").toFile()))
            .start()
            .waitFor();
    if (code != 0) {
      throw new IllegalStateException(Files.readString(file("openssl.log")));
    }
  }

  private void configure() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(file("passwords"), USER + ":" + hash() + "\n");
    Files.writeString(
        file("mosquitto.conf"),
        """
        listener %d 127.0.0.1
        user root
        allow_anonymous false
        password_file %s
        cafile %s
        certfile %s
        keyfile %s
        require_certificate true
        persistence true
        persistence_location %s/
        """
            .formatted(
                port,
                file("passwords"),
                file("ca.pem"),
                file("server.pem"),
                file("server.key"),
                folder.resolve("data")));
  }

  private static String hash() throws Exception {
    byte[] salt = "salt of tests".substring(0, 12).getBytes(UTF_8);
    byte[] hash =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
            .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), salt, 101, 512))
            .getEncoded();
    Base64.Encoder base64 = Base64.getEncoder();
    return "$7$101$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  String address(String host) {
    return "ssl://" + host + ":" + port;
  }

  void start() throws IOException {
    process =
        new ProcessBuilder(program.toString(), "-c", file("mosquitto.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(file("mosquitto.log").toFile()))
            .start();
    await().atMost(Duration.ofSeconds(30)).until(this::listens);
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends it so that it can write down what it has: it keeps nothing when it is killed. */
  void stop() throws InterruptedException {
    Process ending = process;
    if (ending != null) {
      ending.destroy();
      if (!ending.waitFor(20, TimeUnit.SECONDS)) {
        ending.destroyForcibly().waitFor();
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    stop();
  }
}
