package dk.bypuls.ingest.registry;

import dk.bypuls.events.Topics;
import dk.bypuls.events.codec.UnreadableEventException;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.RegistryFold;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What is registered, as far as its topic was read; told on once it was read to its end. */
public final class RegistryView {

  private static final Logger LOG = Logger.getLogger(RegistryView.class);
  private static final long NOT_KNOWN = -1;

  private final RegistryFold fold = new RegistryFold();
  private final Consumer<Registry> adopt;
  private long next;
  private long end = NOT_KNOWN;

  /**
   * Nothing is read yet.
   *
   * @param adopt told of each registry in force, from the end of the topic on
   */
  public RegistryView(Consumer<Registry> adopt) {
    this.adopt = adopt;
  }

  /** Says where the topic ended when this service started. */
  public synchronized void endsAt(long offset) {
    end = offset;
    if (isRead()) {
      adopt.accept(fold.registry());
    }
  }

  /** Takes the next record of the topic. */
  public synchronized void accept(long offset, byte @Nullable [] value) {
    boolean wasRead = isRead();
    boolean changed = value != null && fold(offset, value);
    next = offset + 1;
    if (isRead() && (changed || !wasRead)) {
      adopt.accept(fold.registry());
    }
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

  /** Whether all is known that was registered when this service started. */
  public synchronized boolean isRead() {
    return end != NOT_KNOWN && next >= end;
  }

  /** How far it is, in plain words. */
  public synchronized String progress() {
    if (end == NOT_KNOWN) {
      return "waiting for Kafka to say where the registry's topic ends";
    }
    return isRead()
        ? "read to its end, generation " + fold.generation()
        : "read " + next + " of " + end + " records";
  }
}
