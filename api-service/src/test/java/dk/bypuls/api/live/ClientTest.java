package dk.bypuls.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.registryview.LilleSet;
import dk.bypuls.api.registryview.RegistryView;
import dk.bypuls.api.registryview.Visitor;
import dk.bypuls.api.request.Selection;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Registry;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a client is told that is behind. */
class ClientTest {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final LiveFilter ALL = new LiveFilter(null, null, Selection.ALL, Visitor.ANYONE);
  private static final int PATIENCE = 30_000;

  private final LiveState state =
      new LiveState(new RegistryView(), 8, new Position("topic", new long[] {0}));
  private final Catalogue catalogue =
      new Catalogue(new Registry(List.of(LilleSet.open())), 1, Map.of());
  private final StoppedConnection connection = new StoppedConnection();
  private final Client client = new Client(connection, ALL, 0);
  private long offset;

  @Test
  void skipsRunningValuesAloneWhileItIsBehind() {
    // Given a client whose socket is full while a window fills, completes and is revised
    client.follow(state);
    connection.room = 0;
    LiveEvent first = add(LiveEvent.Kind.RUNNING, "1");
    LiveEvent second = add(LiveEvent.Kind.RUNNING, "2");
    first.supersede();
    add(LiveEvent.Kind.COMPLETE, "3");
    second.supersede();
    add(LiveEvent.Kind.COMPLETE, "4");
    add(LiveEvent.Kind.WITHDRAWN, "5");
    add(LiveEvent.Kind.RUNNING, "6");
    client.tell(new Pieces(catalogue));
    assertThat(connection.told).isEmpty();

    // When
    connection.room = Integer.MAX_VALUE;
    client.tell(new Pieces(catalogue));

    // Then
    assertThat(connection.told).containsExactly("3", "4", "5", "6");
  }

  @Test
  void endsRatherThanSkipsWhatMustBeToldWhenItIsTooFarBehind() {
    // Given
    client.follow(state);
    connection.room = 0;
    for (int i = 0; i < 9; i++) {
      add(LiveEvent.Kind.COMPLETE, "" + i);
    }

    // When
    connection.room = Integer.MAX_VALUE;
    client.tell(new Pieces(catalogue));

    // Then
    assertThat(connection.told).isEmpty();
    assertThat(connection.ending).isEqualTo(Ending.TOO_SLOW);
  }

  @Test
  void takesOneByOneWhatHasANumberOfItsOwn() {
    // Given room for two messages that must be acknowledged
    connection.shared = false;
    client.follow(state);
    for (int i = 0; i < 3; i++) {
      add(LiveEvent.Kind.COMPLETE, "" + i);
    }
    connection.room = 2;
    client.tell(new Pieces(catalogue));
    assertThat(connection.told).containsExactly("0", "1");

    // When
    connection.room = 1;
    client.tell(new Pieces(catalogue));

    // Then
    assertThat(connection.told).containsExactly("0", "1", "2");
  }

  @Test
  void endsWhenItTookNothingForTooLong() {
    // Given
    client.follow(state);
    client.beat(PATIENCE, PATIENCE);
    connection.room = 0;
    client.beat(2L * PATIENCE - 1, PATIENCE);
    assertThat(connection.ending).isNull();

    // When
    client.beat(2L * PATIENCE, PATIENCE);

    // Then
    assertThat(connection.ending).isEqualTo(Ending.TOO_SLOW);
  }

  @Test
  void staysForAsLongAsItTakesSomething() {
    // Given a client that has room for one event between two heartbeats, and none when they come
    client.follow(state);
    add(LiveEvent.Kind.COMPLETE, "0");
    connection.room = 1;
    client.tell(new Pieces(catalogue));

    // When
    client.beat(2L * PATIENCE, PATIENCE);

    // Then
    assertThat(connection.ending).isNull();
    client.beat(3L * PATIENCE, PATIENCE);
    assertThat(connection.ending).isEqualTo(Ending.TOO_SLOW);
  }

  @Test
  void hearsWhereItIsThoughNothingThatItWantsCame() {
    // Given somebody who wants what nobody measures
    Selection noise = new Selection(null, null, Set.of("noise"), null);
    Client idle = new Client(connection, new LiveFilter(null, null, noise, Visitor.ANYONE), 0);
    idle.follow(state);
    idle.beat(1, PATIENCE);
    add(LiveEvent.Kind.COMPLETE, "0");
    add(LiveEvent.Kind.COMPLETE, "1");
    idle.beat(2, PATIENCE);

    // When
    idle.tell(new Pieces(catalogue));
    idle.beat(3, PATIENCE);

    // Then
    assertThat(connection.told).isEmpty();
    assertThat(connection.ids).containsExactly(null, null, "topic.2");
  }

  @Test
  void neverHearsOfAPlaceBeforeThatFromWhichItCame() {
    // Given somebody who comes from an instance that was further
    client.join(state, new Position("topic", new long[] {5}));
    add(LiveEvent.Kind.COMPLETE, "0");

    // When
    client.tell(new Pieces(catalogue));
    client.beat(1, PATIENCE);

    // Then
    assertThat(connection.told).isEmpty();
    assertThat(connection.ids).containsExactly("topic.5");
  }

  private LiveEvent add(LiveEvent.Kind kind, String data) {
    LiveEvent.Subject subject =
        new LiveEvent.Subject(
            "lille-set", "a", "b", "pm10", "", Resolution.PT1M, true, false, 1, NOON, NOON);
    Position after = new Position("topic", new long[] {offset + 1});
    LiveEvent event =
        new LiveEvent(kind, subject, 0, offset++, after, data.getBytes(StandardCharsets.UTF_8));
    state.recent().add(event);
    return event;
  }

  /** A connection that takes as much as it is let. */
  private static final class StoppedConnection implements Connection {
    private final List<String> told = new ArrayList<>();
    private final List<@Nullable String> ids = new ArrayList<>();
    private int room = Integer.MAX_VALUE;
    private boolean shared = true;
    private @Nullable Ending ending;

    @Override
    public Form form() {
      return StoppedConnection::line;
    }

    private static void line(Told told, Buffer to) {
      to.appendBytes(told.data()).appendString("\n");
    }

    @Override
    public boolean hasRoom() {
      return room > 0;
    }

    @Override
    public boolean takesShared() {
      return shared;
    }

    @Override
    public void write(Buffer bytes) {
      room--;
      bytes.toString().lines().forEach(told::add);
    }

    @Override
    public boolean beat(@Nullable String id) {
      ids.add(id);
      return true;
    }

    @Override
    public void end(Ending why) {
      ending = why;
    }
  }
}
