package dk.bypuls.client;

/** A question was refused, or not answered. */
public final class BypulsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  BypulsException(int status, String detail) {
    super(detail);
    this.status = status;
  }

  BypulsException(String detail, Throwable cause) {
    super(detail, cause);
    this.status = 0;
  }

  /** The status of the answer; 0 where there was none. */
  public int status() {
    return status;
  }

  /** Whether the same question may be answered later: too slow, too often, not at the moment. */
  boolean mayPass() {
    return status >= 500 || status == 408 || status == 429;
  }
}
