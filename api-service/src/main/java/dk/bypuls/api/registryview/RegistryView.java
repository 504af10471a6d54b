package dk.bypuls.api.registryview;

import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.RegistryFold;
import dk.bypuls.events.registry.RegistryRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What is registered now, as the topic has told it. */
@ApplicationScoped
public class RegistryView {

  private final RegistryFold fold = new RegistryFold();
  private final Map<String, String> told = new HashMap<>();
  private final Map<String, String> stamps = new HashMap<>();
  private final CompletableFuture<Void> readToEnd = new CompletableFuture<>();
  private volatile Catalogue current = Catalogue.EMPTY;

  /** All that is registered, at one moment. */
  public Catalogue current() {
    return current;
  }

  /** Done when all that was in the topic at the start has been read. */
  public CompletableFuture<Void> readToEnd() {
    return readToEnd.copy();
  }

  /** Whether answers may be given from it yet. */
  public boolean isReadToEnd() {
    return readToEnd.isDone();
  }

  /** Takes the next record of the topic. */
  public synchronized void accept(RegistryRecord next) {
    if (next instanceof RegistryRecord.Changed changed && changed.kind() == EntityKind.DATASET) {
      told.put(changed.id(), changed.epoch() + "." + changed.generation());
    }
    if (fold.accept(next)) {
      stamps.putAll(told);
      told.clear();
      current = new Catalogue(fold.registry(), fold.generation(), Map.copyOf(stamps));
    }
  }

  void markReadToEnd() {
    readToEnd.complete(null);
  }
}
