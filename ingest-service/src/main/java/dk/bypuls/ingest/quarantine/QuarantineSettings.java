package dk.bypuls.ingest.quarantine;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Where the keys are, and how often those that are over are looked for. */
public interface QuarantineSettings {

  /** The key folder, which all ingest instances share and no backup takes. */
  @WithDefault(".bypuls/keys")
  Path keys();

  /** How often keys whose quarantine is over are erased. */
  @WithDefault("PT1H")
  Duration sweep();

  /** How many records of the quarantine one request reads at most. */
  @WithDefault("20000")
  int scan();

  /** How many entries one request lists at most. */
  @WithDefault("1000")
  int page();

  /** How many entries one request replays or drops at most. */
  @WithDefault("500")
  int step();

  /** How many bytes of originals one request holds at most, beside one for each partition. */
  @WithDefault("16777216")
  int heldBytes();

  /** How many messages are replayed in a second at most. */
  @WithDefault("200")
  int replayRate();

  /** How long Kafka may take to answer one request. */
  @WithDefault("PT20S")
  Duration answerWithin();
}
