package dk.bypuls.events;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that could not become readings: why, and its sealed original for a later replay. What
 * the aggregator cannot use is a record already: of it there is no copy but its place.
 *
 * @param device a keyed hash of the device as the source named it, where that much was understood
 * @param origin the same for every copy of the message, as far as it could be made out
 * @param about what a replay needs to know of how it came, such as the topic; never a secret
 * @param seal which daily key seals the original
 * @param sealed the original bytes, sealed; none where {@code about} says which record it is
 */
public record Quarantined(
    String tenant,
    String source,
    @Nullable String device,
    Reason reason,
    String detail,
    Instant receivedAt,
    Origin origin,
    Map<String, String> about,
    String seal,
    ByteString sealed) {

  /** In {@code about}: the record that was set aside, as TOPIC/PARTITION/OFFSET. */
  public static final String RECORD = "record";

  /** In {@code about}: which of the record's readings, counted from 0; without it, all of it. */
  public static final String WHICH = "which";

  /** Where nothing is sealed. */
  public static final String UNSEALED = "none";

  /** Why a message is set aside. The number of a reason never changes. */
  public enum Reason implements Numbered {
    UNDECODABLE(1, "undecodable"),
    UNKNOWN_DEVICE(2, "unknown-device"),
    IMPLAUSIBLE_CLOCK(3, "implausible-clock"),
    TOO_LATE(4, "too-late"),
    NOTHING_DECLARED(5, "nothing-declared"),
    TOO_LARGE(6, "too-large"),
    POISON(7, "poison"),
    DECODER_FAILED(8, "decoder-failed"),
    DECODER_STOPPED(9, "decoder-stopped"),
    PERSONAL_DATA(10, "personal-data");

    private final int number;
    private final String id;

    Reason(int number, String id) {
      this.number = number;
      this.id = id;
    }

    @Override
    public int number() {
      return number;
    }

    public String id() {
      return id;
    }

    public static Reason numbered(int number) {
      return Numbered.find(values(), number);
    }
  }

  public Quarantined {
    about = Map.copyOf(about);
  }
}
