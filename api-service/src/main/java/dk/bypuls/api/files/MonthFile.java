package dk.bypuls.api.files;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file that was made.
 *
 * @param sha256 of its bytes, in hexadecimal: its tag as well
 */
record MonthFile(MonthKey key, Path path, long rows, long bytes, String sha256, Instant madeAt) {}
