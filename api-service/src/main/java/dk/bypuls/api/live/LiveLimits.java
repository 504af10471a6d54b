package dk.bypuls.api.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much live may take of the machine (I10). */
@ConfigMapping(prefix = "bypuls.live")
public interface LiveLimits {

  /** How many clients may listen at once; the next one is refused. */
  @WithDefault("20000")
  int clients();

  /** How many bytes may wait for one client before it is passed over until it takes some. */
  @WithDefault("262144")
  int clientBuffer();

  /**
   * How many events are remembered for those who are behind. Who is further behind is disconnected,
   * to resume from the topic.
   */
  @WithDefault("32768")
  int rememberedEvents();

  /**
   * How long what is new waits for more at most, where a client was told something just before: all
   * of it then is one write.
   */
  @WithDefault("PT0.1S")
  Duration pace();

  /** How long a client may take nothing before it is disconnected. */
  @WithDefault("PT30S")
  Duration clientPatience();

  /** How often a silent connection hears that it is alive. */
  @WithDefault("PT15S")
  Duration heartbeat();

  /** How many messages a WebSocket's client may send between two heartbeats; they are not read. */
  @WithDefault("32")
  int clientMessages();

  /** How far back the topic is read at the start, for clients that resume. */
  @WithDefault("PT20M")
  Duration readBack();

  /** How many clients may be told from the topic at once what they missed; others wait. */
  @WithDefault("4")
  int replays();

  /** How many clients may wait for that; the next one is refused. */
  @WithDefault("1000")
  int waitingReplays();

  /** How many records a client may have missed; beyond, it starts anew and asks history. */
  @WithDefault("2000000")
  int replayedRecords();

  /** How many people of the house may listen to exact windows at once; the next one is refused. */
  @WithDefault("32")
  int inside();

  /** The same feed for those who speak MQTT. */
  Mqtt mqtt();

  /** Where the MQTT feed listens, and how much of the machine it may take. */
  interface Mqtt {

    @WithDefault("127.0.0.1")
    String host();

    /** Where it listens; 0 where there is to be none. */
    @WithDefault("1884")
    int port();

    /** How many subscriptions one client may have. */
    @WithDefault("32")
    int subscriptions();

    /** How long a packet may be that a client sends; it has little to say. */
    @WithDefault("16384")
    int packetBytes();

    /** How many messages may be under way to one client that acknowledges them. */
    @WithDefault("256")
    int unacknowledged();

    /** How long a connection may be without saying who it is. */
    @WithDefault("PT10S")
    Duration greeting();
  }
}
