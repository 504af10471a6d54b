package dk.bypuls.api.registry.code;

import dk.bypuls.events.registry.Entity;
import dk.bypuls.events.registry.EntityKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the files say, taken together, before it is held against the registry. */
final class Draft {

  /** So many things at once keep an apply within seconds and some tens of megabytes. */
  static final int MOST_THINGS = 25_000;

  private final Findings findings = new Findings();
  private final Map<String, String> scripts;
  private final Map<EntityKey, Declaration> declared = new LinkedHashMap<>();
  private final Map<EntityKey, Spot> withdrawn = new LinkedHashMap<>();
  private final List<Reference> references = new ArrayList<>();
  private final List<DecoderExamples> examples = new ArrayList<>();

  /**
   * Says nothing yet.
   *
   * @param scripts the scripts that were sent beside, by their names
   */
  Draft(Map<String, String> scripts) {
    this.scripts = Map.copyOf(scripts);
  }

  /** The script of that name among the files that were sent. */
  @Nullable String script(String name) {
    return scripts.get(name);
  }

  Findings findings() {
    return findings;
  }

  /** Reads one entity; a second of the same name is wrong. */
  void declare(EntityKind kind, Entry entry, Function<Entry, Entity> reader) {
    int before = findings.count();
    Entity entity = reader.apply(entry);
    String id = entity.id().isEmpty() ? entry.word("id").map(Word::text).orElse("") : entity.id();
    if (id.isEmpty()) {
      return;
    }
    EntityKey key = new EntityKey(kind, id);
    Declaration first = declared.get(key);
    if (first != null) {
      entry.wrong("id", Wrong.DECLARED_TWICE.of(key, first.spot()));
      return;
    }
    boolean isSound = findings.count() == before;
    declared.put(key, Declaration.of(key, isSound ? entity : null, entry));
    if (declared.size() == MOST_THINGS + 1) {
      entry.wrong(entry.spot(), Wrong.TOO_MANY_THINGS.of(MOST_THINGS));
    }
  }

  void withdraw(EntityKey key, Spot spot) {
    withdrawn.putIfAbsent(key, spot);
  }

  /** Remembers a name to be looked up when all files are read. Answers the name. */
  String refer(EntityKind kind, @Nullable Word word, String tenant) {
    if (word == null) {
      return "";
    }
    references.add(new Reference(kind, word, tenant));
    return word.text();
  }

  /** Remembers what a decoder has to hold. */
  void examples(DecoderExamples of) {
    examples.add(of);
  }

  List<DecoderExamples> examples() {
    return Collections.unmodifiableList(examples);
  }

  @Nullable Declaration declared(EntityKey key) {
    return declared.get(key);
  }

  Collection<Declaration> declared() {
    return Collections.unmodifiableCollection(declared.values());
  }

  Map<EntityKey, Spot> withdrawn() {
    return Collections.unmodifiableMap(withdrawn);
  }

  List<Reference> references() {
    return Collections.unmodifiableList(references);
  }
}
