package dk.bypuls.events;

/**
 * A beat that ingest writes to every partition each second, after its earlier sends there were
 * acknowledged.
 *
 * <p>It says nothing itself: its append time moves the partition's time, so that a silent partition
 * completes its windows too.
 *
 * @param writer which ingest instance wrote it
 */
public record Tick(String writer) implements InnerEvent {}
