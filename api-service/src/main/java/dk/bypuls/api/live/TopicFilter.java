package dk.bypuls.api.live;

import dk.bypuls.api.registryview.Visitor;
import java.util.List;
import java.util.Optional;

/**
 * What a client wants that subscribes with MQTT.
 *
 * @param levels of its topic filter, below the root of the feed
 */
record TopicFilter(List<String> levels, Visitor visitor) implements Wishes {

  private static final int LONGEST = 512;
  private static final String ALL_BELOW = "#";
  private static final String ANY = "+";

  TopicFilter {
    levels = List.copyOf(levels);
  }

  /** Why a filter is not taken, as MQTT 5 says it. */
  enum Refusal {
    /** That a quota is used up (0x97) would say it better; Eclipse Paho cannot read that here. */
    TOO_MANY(0x83),
    NOT_AUTHORIZED(0x87),
    INVALID(0x8F),
    NOT_SHARED(0x9E);

    private final int code;

    Refusal(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /** Why that filter is not taken; empty where it is. */
  static Optional<Refusal> refusal(String filter) {
    if (filter.startsWith("$share/")) {
      return Optional.of(Refusal.NOT_SHARED);
    }
    if (!filter.startsWith(LiveTopics.ROOT)) {
      return Optional.of(Refusal.NOT_AUTHORIZED);
    }
    return filter.length() <= LONGEST && isWellFormed(levelsOf(filter))
        ? Optional.empty()
        : Optional.of(Refusal.INVALID);
  }

  private static boolean isWellFormed(List<String> levels) {
    for (int i = 0; i < levels.size(); i++) {
      String level = levels.get(i);
      boolean wild = level.contains(ALL_BELOW) || level.contains(ANY);
      boolean last = i == levels.size() - 1;
      if (wild && !level.equals(ANY) && !(level.equals(ALL_BELOW) && last)) {
        return false;
      }
    }
    return true;
  }

  /** Reads a filter that is not refused. */
  static TopicFilter of(String filter, Visitor visitor) {
    return new TopicFilter(levelsOf(filter), visitor);
  }

  private static List<String> levelsOf(String filter) {
    return List.of(filter.substring(LiveTopics.ROOT.length()).split("/", -1));
  }

  @Override
  public boolean want(LiveEvent.Kind kind, LiveEvent.Subject subject) {
    return matches(LiveTopics.below(kind.event(), subject));
  }

  /** Whether there is something of that dataset among what it wants. */
  boolean hears(String dataset) {
    String level = levels.get(0);
    return level.equals(ALL_BELOW) || level.equals(ANY) || level.equals(dataset);
  }

  private boolean matches(List<String> topic) {
    for (int i = 0; i < levels.size(); i++) {
      String level = levels.get(i);
      if (level.equals(ALL_BELOW)) {
        return true;
      }
      if (i >= topic.size() || !(level.equals(ANY) || level.equals(topic.get(i)))) {
        return false;
      }
    }
    return levels.size() == topic.size();
  }
}
