package dk.bypuls.ingest.mqtt;

import java.io.IOException;

/** That a broker refused something, or could not be asked. */
final class BrokerException extends IOException {

  private BrokerException(String message, Exception cause) {
    super(message, cause);
  }

  /** With the cause's words, as Paho often hides them behind its own. */
  static BrokerException of(int code, Exception refusal) {
    StringBuilder words = new StringBuilder("answered ").append(code);
    for (Throwable each = refusal; each != null; each = each.getCause()) {
      words.append(each == refusal ? " (" : ": ").append(each.getMessage());
    }
    return new BrokerException(words.append(')').toString(), refusal);
  }
}
