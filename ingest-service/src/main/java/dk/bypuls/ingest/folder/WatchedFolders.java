package dk.bypuls.ingest.folder;

import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.registry.Source;
import dk.bypuls.ingest.batch.BatchMetrics;
import dk.bypuls.ingest.intake.Intake;
import dk.bypuls.ingest.intake.IntakeSettings;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** The sources that leave files in the inbox: watched as long as they are registered. */
public final class WatchedFolders implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(WatchedFolders.class);

  private final FolderSettings settings;
  private final Intake intake;
  private final IntakeSettings limits;
  private final BatchMetrics batches;
  private final InstantSource clock;
  private final Map<String, WatchedFolder> running = new HashMap<>();
  private Registry latest = Registry.EMPTY;
  private boolean open;

  /** Watches nothing yet. */
  public WatchedFolders(
      FolderSettings settings,
      Intake intake,
      IntakeSettings limits,
      BatchMetrics batches,
      InstantSource clock) {
    this.settings = settings;
    this.intake = intake;
    this.limits = limits;
    this.batches = batches;
    this.clock = clock;
  }

  /** Takes what is registered now. */
  public synchronized void adopt(Registry registry) {
    latest = registry;
    if (!open) {
      return;
    }
    Map<String, Source> wanted = new HashMap<>();
    for (Source source : registry.sources()) {
      if (source.folder() != null) {
        wanted.put(source.id(), source);
      }
    }
    running.values().stream()
        .filter(each -> !each.source().equals(wanted.get(each.source().id())))
        .toList()
        .forEach(
            each -> {
              running.remove(each.source().id());
              each.close();
            });
    wanted.values().forEach(this::watch);
  }

  private void watch(Source source) {
    Source.Folder folder = source.folder();
    if (folder == null || running.containsKey(source.id())) {
      return;
    }
    if (settings.inbox().isEmpty()) {
      LOG.warnf(
          "source %s: no inbox is set, so its files are not taken in; set"
              + " bypuls.ingest.folder.inbox",
          source.id());
      return;
    }
    WatchedFolder watched =
        new WatchedFolder(
            source, folder, settings.inbox().get(), settings, intake, limits, batches, clock);
    running.put(source.id(), watched);
    watched.start();
  }

  /** From now on files are taken in. */
  public synchronized void open() {
    open = true;
    adopt(latest);
  }

  /** How each source is, in plain words. */
  public synchronized Map<String, String> inWords() {
    Map<String, String> words = new TreeMap<>();
    running.forEach((id, folder) -> words.put(id, folder.inWords()));
    return words;
  }

  @Override
  public synchronized void close() {
    open = false;
    running.values().parallelStream().forEach(WatchedFolder::close);
    running.clear();
  }
}
