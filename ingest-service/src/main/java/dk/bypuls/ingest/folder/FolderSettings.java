package dk.bypuls.ingest.folder;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where files are left, and the limits of what is taken from there. */
public interface FolderSettings {

  /** The folder with a folder for each source; without one, no files are taken in. */
  Optional<Path> inbox();

  /** How often the folders are looked at. */
  @WithDefault("PT5S")
  Duration look();

  /** The largest file that is taken in, in bytes. */
  @WithDefault("20000000000")
  long fileBytes();

  /** How long a file is kept in done/. */
  @WithDefault("P30D")
  Duration keepDone();
}
