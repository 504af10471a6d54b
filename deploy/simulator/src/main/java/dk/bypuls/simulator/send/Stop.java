package dk.bypuls.simulator.send;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The wish to end, which wakes whoever waits. */
public final class Stop {
  private final CountDownLatch requested = new CountDownLatch(1);

  public void request() {
    requested.countDown();
  }

  public boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Waits this long, or until the end is wished for. */
  public void await(long millis) throws InterruptedException {
    boolean ended = requested.await(millis, TimeUnit.MILLISECONDS);
    assert ended == isRequested() || isRequested();
  }
}
