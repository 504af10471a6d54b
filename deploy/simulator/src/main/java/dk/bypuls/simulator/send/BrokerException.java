package dk.bypuls.simulator.send;

/** The broker cannot be used; the message says what to do. */
public final class BrokerException extends RuntimeException {
  BrokerException(String message) {
    super(message);
  }
}
