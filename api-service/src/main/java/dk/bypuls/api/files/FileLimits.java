package dk.bypuls.api.files;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How much the files of months may take. */
@ConfigMapping(prefix = "bypuls.files")
public interface FileLimits {

  /** Where they are kept, and emptied at each start. Without it a folder made for this process. */
  Optional<Path> folder();

  /** How many bytes all of them may have; those that were not asked for the longest go first. */
  @WithDefault("2147483648")
  long bytes();

  /** How many may wait to be made; the next is refused. */
  @WithDefault("16")
  int waiting();

  /** After how long one is made anew when it is asked for: late readings may have come. */
  @WithDefault("P1D")
  Duration freshFor();
}
