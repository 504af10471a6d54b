package dk.bypuls.api.files;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that is asked for (RFC 9110, one range).
 *
 * @param end exclusive
 */
record ByteRange(long start, long end) {

  private static final Pattern ONE = Pattern.compile("(?i)bytes=([0-9]{0,18})-([0-9]{0,18})");

  long length() {
    return end - start;
  }

  /** Whether a header asks for a part; several at once, or in other units, are not given. */
  static boolean isAsked(@Nullable String header) {
    return header != null && ONE.matcher(header).matches() && !header.equalsIgnoreCase("bytes=-");
  }

  /** The part, if the file has it. */
  static Optional<ByteRange> of(String header, long size) {
    Matcher parts = ONE.matcher(header);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String first = parts.group(1);
    String last = parts.group(2);
    long start = first.isEmpty() ? Math.max(0, size - Long.parseLong(last)) : Long.parseLong(first);
    long end = first.isEmpty() || last.isEmpty() ? size : Math.min(size, Long.parseLong(last) + 1);
    return start < end ? Optional.of(new ByteRange(start, end)) : Optional.empty();
  }
}
