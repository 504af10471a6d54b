package dk.bypuls.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.endtoend.NetworkServer.Uplink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What nobody may know: sent into a city or secret in it, to be looked for wherever one can see.
 */
final class Canaries {

  /** In what nobody declared. */
  static final String WORD = "canary-4f1d9c";

  private static final String CPR = "010190-1234";
  private static final String MAC = "da:a1:19:5e:b0:2c";
  private static final String PLATE = "XK 98 765";
  private static final String UNKNOWN_DEVICE = "000000000badbeef";

  /** Where the sensor of people stands. */
  private static final List<String> SHELTER = List.of("prove-shelter", "10.2718", "55.9618");

  private static final int SHORTEST_PASSWORD = 16;

  private final TestCity city;
  private final Prove prove;

  Canaries(TestCity city, Prove prove) {
    this.city = city;
    this.prove = prove;
  }

  /** Sends them: in fields that are declared as identifiers and in free text, and broken. */
  void send(NetworkServer network, Instant minute) throws Exception {
    String identifiers = ",\"mac\":\"" + MAC + "\",\"plate\":\"" + PLATE + "\"";
    String note = ",\"note\":\"cpr " + CPR + "\"";
    network.publish(new Uplink(prove.passerCounter(), 1, minute.plusSeconds(2), 3, identifiers));
    network.publish(new Uplink(prove.passerCounter(), 2, minute.plusSeconds(4), 4, note));
    network.publish(new Uplink(UNKNOWN_DEVICE, 1, minute.plusSeconds(2), 1, ""));
    network.publish(
        "application/prove/device/ffffffffffffffff/event/up", "{\"" + WORD + "\": not json");
  }

  /** All of them, and the passwords of the city. */
  List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>(SHELTER);
    texts.addAll(List.of(WORD, CPR, CPR.replace("-", ""), MAC, MAC.replace(":", "")));
    texts.addAll(List.of(PLATE, PLATE.replace(" ", ""), UNKNOWN_DEVICE));
    texts.addAll(List.of(prove.thermometer(0), prove.thermometer(1), prove.passerCounter()));
    texts.addAll(List.of(prove.cellarThermometer(), prove.jsonThermometer()));
    texts.addAll(passwords());
    return texts;
  }

  private List<String> passwords() throws IOException {
    List<String> passwords = new ArrayList<>(List.of(city.adminToken()));
    try (Stream<Path> files = Files.walk(city.data().resolve("secrets"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.readString(file)
            .lines()
            .map(line -> line.replaceFirst("^[^=]*=", "").strip())
            .filter(line -> line.length() >= SHORTEST_PASSWORD)
            .forEach(passwords::add);
      }
    }
    assertThat(passwords).hasSizeGreaterThan(5);
    return passwords;
  }

  /** What those are told whose messages are not taken, each with something in it. */
  List<OpenSide.Seen> refusals(String token) throws Exception {
    String body = "{\"device\":\"w-1-unknown\",\"note\":\"" + WORD + " cpr " + CPR + "\",";
    String source = "/ingest/prove-http";
    List<OpenSide.Seen> refusals = new ArrayList<>();
    for (HttpResponse<String> answer :
        List.of(
            city.post(city.ingest(source), "Bearer wrong-" + WORD, body + "\"time\":1}"),
            city.post(city.ingest("/ingest/nothing"), "Bearer " + token, body),
            city.post(city.ingest(source), "Bearer " + token, "x".repeat(2_000_000) + WORD),
            city.get(city.api("/v1/datasets"), "Authorization", "Bearer " + token),
            city.get(city.api("/admin/v1/audit"), "Authorization", "Bearer " + token),
            city.get(city.api("/admin/v1/audit"), "Authorization", "Bearer " + WORD))) {
      refusals.add(new OpenSide.Seen("refusal", answer.uri(), OpenSide.text(answer)));
    }
    return refusals;
  }

  /** The logs of all parts. */
  List<OpenSide.Seen> logs() throws IOException {
    List<OpenSide.Seen> logs = new ArrayList<>();
    try (Stream<Path> files = Files.list(city.data().resolve("logs"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        logs.add(new OpenSide.Seen("log " + file.getFileName(), file.toUri(), text));
      }
    }
    return logs;
  }

  /** The key that identifiers of the day were hashed with. */
  byte[] keyOfTheDay() throws IOException {
    try (Stream<Path> files = Files.list(city.data().resolve("keys/contributors"))) {
      return Files.readAllBytes(
          files.filter(it -> it.toString().endsWith(".key")).findFirst().orElseThrow());
    }
  }

  /** The files of the city, of all its parts, in which those bytes are. */
  List<Path> filesWith(byte[] wanted) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        city.data(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && isIn(file, wanted)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          /** A running city takes files away while they are looked for. */
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static boolean isIn(Path file, byte[] wanted) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      for (int at = 0; at <= bytes.length - wanted.length; at++) {
        int matched = 0;
        while (matched < wanted.length && bytes[at + matched] == wanted[matched]) {
          matched++;
        }
        if (matched == wanted.length) {
          return true;
        }
      }
      return false;
    } catch (NoSuchFileException | AccessDeniedException goneOrNotOurs) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
