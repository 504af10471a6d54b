package dk.bypuls.ingest.operator;

import dk.bypuls.events.Quarantined.Reason;

/** What to do about a message that would be set aside. */
final class Advice {

  private Advice() {}

  static String on(Reason reason) {
    return switch (reason) {
      case UNDECODABLE ->
          "Compare the source's format with what its sender writes, and the profile's pointers with"
              + " the fields.";
      case UNKNOWN_DEVICE -> "Register a sensor with this device in this source.";
      case IMPLAUSIBLE_CLOCK -> "Set the device's clock; its time is not believed.";
      case TOO_LATE -> "Its windows are final; a back-fill may enter it.";
      case NOTHING_DECLARED -> "Declare in the profile what is to be kept of the message's fields.";
      case TOO_LARGE -> "Let the sender send fewer messages at once.";
      case POISON -> "This is a mistake of ours: keep the message and report it.";
      case DECODER_FAILED -> "Mend the decoder; it does not understand this payload.";
      case DECODER_STOPPED -> "Mend the decoder; it went past its limits of time or memory.";
      case PERSONAL_DATA ->
          "Let the sender leave out what tells of a person, or do not declare that field.";
    };
  }
}
