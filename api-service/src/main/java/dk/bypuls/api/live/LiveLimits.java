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

  /** How long a client may take nothing before it is disconnected. */
  @WithDefault("PT30S")
  Duration clientPatience();

  /** How often a silent connection hears that it is alive. */
  @WithDefault("PT15S")
  Duration heartbeat();

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
}
