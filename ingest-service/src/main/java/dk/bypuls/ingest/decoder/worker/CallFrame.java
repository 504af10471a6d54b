package dk.bypuls.ingest.decoder.worker;

/**
 * One call of a codec.
 *
 * @param call its number
 * @param script the number of its codec
 * @param observedAt in milliseconds, or {@link Protocol#UNKNOWN_TIME}
 * @param uplink what a network server would have said of it, as JSON; empty for codecs that do not
 *     ask for it
 * @param letters the payload, a letter for each byte
 */
public record CallFrame(
    long call, int script, int port, long observedAt, String uplink, String letters) {}
