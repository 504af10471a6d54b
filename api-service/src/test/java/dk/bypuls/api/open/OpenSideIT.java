package dk.bypuls.api.open;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/**
 * The open side of the packaged service, on a real broker and a real database: by subject, all on
 * one stand.
 */
class OpenSideIT {

  @BeforeAll
  static void start(@TempDir Path home) throws Exception {
    OpenStand.start(home);
  }

  @AfterAll
  static void stop() throws Exception {
    OpenStand.stop();
  }

  @Nested
  class Stand extends StandCases {}

  @Nested
  class Live extends LiveCases {}

  @Nested
  class Newer extends Http2Cases {}

  @Nested
  class Mqtt extends MqttCases {}

  @Nested
  class Listeners extends ListenerCases {}

  @Nested
  class Notices extends NoticeCases {}

  @Nested
  class Recalls extends RecallCases {}

  @Nested
  class Visitors extends AccessCases {}

  @Nested
  class Inside extends InsideCases {}

  @Nested
  class History extends HistoryCases {}

  @Nested
  class Feedback extends FeedbackCases {}

  @Nested
  class Contract extends ContractCases {}
}
