package dk.bypuls.ingest.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the messages of one source are understood. */
public interface Format {

  /**
   * What a body says, message by message.
   *
   * @throws Rejection if the body cannot be taken apart, so that all of it is set aside
   */
  List<Part> read(InboundMessage message) throws Rejection;

  /**
   * Whether a body that is posted as of that media type may be in this format.
   *
   * @param mediaType in small letters, without parameters
   */
  default boolean takes(String mediaType) {
    return mediaType.equals("application/json") || mediaType.endsWith("+json");
  }

  /**
   * What a body is that is posted as of that media type.
   *
   * @param mediaType in small letters, without parameters; absent where the sender does not say
   */
  default Body body(@Nullable String mediaType) {
    return Body.WHOLE;
  }

  /** What a body is to its transport. */
  enum Body {
    /** It is read as one. */
    WHOLE,
    /** Each of its lines is read alone, so it may be of any length. */
    LINES,
    /** Each of its rows is read with the first one before it, so it may be of any length. */
    ROWS
  }

  /** A device's name in the form in which it is compared with what messages say. */
  default String deviceName(String registered) {
    return registered;
  }
}
