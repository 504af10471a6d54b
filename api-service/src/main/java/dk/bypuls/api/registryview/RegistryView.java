package dk.bypuls.api.registryview;

import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.RegistryFold;
import dk.bypuls.events.registry.RegistryFollower;
import jakarta.inject.Singleton;

/** What is registered now, as the topic has told it. */
@Singleton
public class RegistryView {

  private final RegistryFollower follower = new RegistryFollower(this::adopt);
  private volatile Catalogue current = Catalogue.EMPTY;

  /** All that is registered, at one moment. */
  public Catalogue current() {
    return current;
  }

  /** Waits until all that was in the topic at the start has been read. */
  public void awaitRead() throws InterruptedException {
    follower.awaitRead();
  }

  /** Whether answers may be given from it yet. */
  public boolean isRead() {
    return follower.isRead();
  }

  RegistryFollower follower() {
    return follower;
  }

  private void adopt(RegistryFold fold) {
    current = new Catalogue(fold.registry(), fold.generation(), fold.stamps(EntityKind.DATASET));
  }
}
