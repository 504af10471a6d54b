package dk.bypuls.api.live;

import java.util.Locale;

/** Why the service ends a connection, and what its client should do. */
enum Ending {
  TOO_SLOW(1013, 0x97, "You took too little for too long. Connect again with your last id."),
  KEY_ENDED(1008, 0x87, "Your key is no longer valid. Ask whoever gave it to you."),
  STARTS_AGAIN(1012, 0x8B, "Live starts again. Connect again with your last id."),
  ONLY_TELLS(1008, 0x87, "This feed only tells. Nothing can be sent to it."),
  NOT_UNDERSTOOD(1002, 0x82, "What you sent is not as the protocol says."),
  TOO_LARGE(1009, 0x95, "What you sent is longer than is taken here. Ask in parts."),
  IS_SILENT(1001, 0x8D, "Nothing was heard of you. Connect again with your last id.");

  private final short closeCode;
  private final byte reasonCode;
  private final String text;

  Ending(int closeCode, int reasonCode, String text) {
    this.closeCode = (short) closeCode;
    this.reasonCode = (byte) reasonCode;
    this.text = text;
  }

  /** What metrics call it. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What a WebSocket says of it. */
  short closeCode() {
    return closeCode;
  }

  /** What MQTT 5 says of it. */
  byte reasonCode() {
    return reasonCode;
  }

  String text() {
    return text;
  }
}
