package dk.bypuls.events.registry;

import dk.bypuls.events.Topics;
import dk.bypuls.events.codec.UnreadableEventException;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a service knows of the registry: as much as it was given of the registry's topic.
 *
 * <p>Nothing is in force before all has been given that was in the topic when the service started;
 * from then on every apply is in force at once. For several threads.
 */
public final class RegistryFollower implements Supplier<Registry> {

  private static final System.Logger LOG = System.getLogger(RegistryFollower.class.getName());
  private static final long NOT_KNOWN = -1;

  private final RegistryFold fold = new RegistryFold();
  private final Consumer<RegistryFold> adopt;
  private volatile Registry inForce = Registry.EMPTY;
  private volatile boolean read;
  private long next;
  private long end = NOT_KNOWN;

  /** Nothing is read yet, and nobody is told. */
  public RegistryFollower() {
    this(fold -> {});
  }

  /**
   * Nothing is read yet.
   *
   * @param adopt told of each registry that comes into force, one after the other; the fold is its
   *     to read until it returns
   */
  public RegistryFollower(Consumer<RegistryFold> adopt) {
    this.adopt = adopt;
  }

  /** The registry in force; an empty one before the end was read. */
  @Override
  public Registry get() {
    return inForce;
  }

  /** Takes where the topic ended when this service started. */
  public synchronized void endsAt(long offset) {
    end = offset;
    putInForce(false);
  }

  /** Takes the next record of the topic. */
  public synchronized void accept(long offset, byte @Nullable [] value) {
    boolean isNew = value != null && fold(offset, value);
    next = offset + 1;
    putInForce(isNew);
  }

  /** Whether all is known, and in force, that was registered when this service started. */
  public boolean isRead() {
    return read;
  }

  /** Waits until all is known that was registered when this service started. */
  public synchronized void awaitRead() throws InterruptedException {
    while (!read) {
      wait();
    }
  }

  /** How far it is, in plain words. */
  public synchronized String progress() {
    if (end == NOT_KNOWN) {
      return "waiting for Kafka to say where the registry's topic ends";
    }
    return read
        ? "read to its end, generation " + fold.generation()
        : "read " + next + " of " + end + " records";
  }

  private boolean fold(long offset, byte[] value) {
    try {
      return fold.accept(Topics.REGISTRY.codec().decode(value));
    } catch (UnreadableEventException e) {
      LOG.log(
          Level.ERROR,
          "record "
              + offset
              + " of "
              + Topics.REGISTRY
              + " cannot be read and is passed over: a newer Bypuls may have written it");
      return false;
    }
  }

  private void putInForce(boolean isNew) {
    boolean atEnd = end != NOT_KNOWN && next >= end;
    if (!atEnd || (read && !isNew)) {
      return;
    }
    inForce = fold.registry();
    adopt.accept(fold);
    read = true;
    notifyAll();
    LOG.log(Level.INFO, "the registry is at generation " + fold.generation());
  }
}
