package dk.bypuls.ingest.decoder;

import dk.bypuls.ingest.decoder.worker.Protocol.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * One call of a script, from the message that asks for it to its answer.
 *
 * @param uplink what a network server would have said, as JSON; empty where it is not asked for
 */
@SuppressWarnings("ArrayRecordComponent") // handed on as they are
record Call(
    long number,
    Script script,
    byte[] payload,
    int port,
    long observedAt,
    byte[] uplink,
    int attempt,
    CompletableFuture<Answer> answer) {

  /**
   * What the worker made of it.
   *
   * @param said what the script itself says of its failure; empty where it says nothing
   */
  @SuppressWarnings("ArrayRecordComponent") // read once
  record Answer(Verdict verdict, long cpuNanoseconds, int leftOut, byte[] text, byte[] said) {

    private static final byte[] NOTHING = {};

    /** It was stopped, or not even begun, for that reason. */
    static Answer stopped(String why) {
      return new Answer(Verdict.STOPPED, 0, 0, why.getBytes(StandardCharsets.UTF_8), NOTHING);
    }
  }

  Call again() {
    return new Call(number, script, payload, port, observedAt, uplink, attempt + 1, answer);
  }
}
