package dk.bypuls.ingest.decoder;

import dk.bypuls.ingest.decoder.worker.Protocol.Verdict;
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

  /** What the worker made of it. */
  @SuppressWarnings("ArrayRecordComponent") // read once
  record Answer(Verdict verdict, long cpuNanoseconds, int leftOut, byte[] text) {}

  Call again() {
    return new Call(number, script, payload, port, observedAt, uplink, attempt + 1, answer);
  }
}
