package dk.bypuls.ingest.decoder;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The limits of payload codecs that are scripts. */
public interface DecoderSettings {

  /** How long a call may run, in the CPU time of its thread. */
  @WithDefault("PT0.05S")
  Duration callTime();

  /** How long a call may take by the clock. */
  @WithDefault("PT2S")
  Duration answerWithin();

  /** How many bytes a call may allocate. */
  @WithDefault("16777216")
  long callBytes();

  /** The worker's heap, in megabytes. */
  @WithDefault("192")
  int heapMegabytes();

  /** How long messages may wait for a worker that is being started, however many they are. */
  @WithDefault("PT30S")
  Duration startWithin();

  /**
   * How many messages may wait for one decoder. A broker whose window holds more would have its
   * messages refused, and its connection ended, by its own speed.
   */
  @WithDefault("4000")
  int waiting();

  /** How many of a decoder's calls may be stopped one after the other before it must rest. */
  @WithDefault("5")
  int stopsInARow();

  /** How long a decoder rests: its messages are set aside without being tried. */
  @WithDefault("PT1M")
  Duration rest();
}
