package dk.bypuls.aggregator.registry;

import dk.bypuls.events.Topics;
import dk.bypuls.events.codec.UnreadableEventException;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.RegistryFold;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What is registered, as far as its topic was read. */
@ApplicationScoped
public class RegistryView implements Supplier<Registry> {

  private static final Logger LOG = Logger.getLogger(RegistryView.class);
  private static final long NOT_KNOWN = -1;

  private final RegistryFold fold = new RegistryFold();
  private final CountDownLatch read = new CountDownLatch(1);
  private volatile Registry current = Registry.EMPTY;
  private long next;
  private long end = NOT_KNOWN;

  @Override
  public Registry get() {
    return current;
  }

  /** Says where the topic ended when this service started. */
  public synchronized void endsAt(long offset) {
    end = offset;
    openIfRead();
  }

  /** Takes the next record of the topic. */
  public synchronized void accept(long offset, byte @Nullable [] value) {
    if (value != null && fold(offset, value)) {
      current = fold.registry();
      LOG.infof("the registry is at generation %d", fold.generation());
    }
    next = offset + 1;
    openIfRead();
  }

  /** Waits until all is known that was registered when this service started. */
  public void awaitRead() throws InterruptedException {
    read.await();
  }

  public boolean isRead() {
    return read.getCount() == 0;
  }

  /** How far it is, in plain words. */
  public synchronized String progress() {
    if (isRead()) {
      return "read to its end, generation " + fold.generation();
    }
    return end == NOT_KNOWN
        ? "waiting for Kafka to say where the registry's topic ends"
        : "read " + next + " of " + end + " records";
  }

  private boolean fold(long offset, byte[] value) {
    try {
      return fold.accept(Topics.REGISTRY.codec().decode(value));
    } catch (UnreadableEventException e) {
      LOG.errorf(
          "record %d of %s cannot be read and is passed over: a newer Bypuls may have written it",
          offset, Topics.REGISTRY);
      return false;
    }
  }

  private void openIfRead() {
    if (end != NOT_KNOWN && next >= end) {
      read.countDown();
    }
  }
}
