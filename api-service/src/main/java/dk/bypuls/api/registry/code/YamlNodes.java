package dk.bypuls.api.registry.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads a text into YAML nodes, which know where they stand. No object is ever made of them. */
final class YamlNodes {

  /** No registry file needs to be nested deeper. */
  static final int DEEPEST = 20;

  /** How often a file may refer to a part that it named before. */
  static final int MOST_ALIASES = 200;

  /** So many keys and values of one file take some fifty megabytes while they are read. */
  static final int MOST_VALUES = 500_000;

  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

  private final ParserImpl parser;
  private final Map<String, YamlNode> anchors = new HashMap<>();

  /** Keys and other words that come again and again are kept once. */
  private final Map<String, String> words = new HashMap<>();

  private int values;
  private int aliases;

  private YamlNodes(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE); // the size was checked before
    parser = new ParserImpl(new StreamReader(text), options);
  }

  /** The documents of a file; what comes after a mistake in the YAML itself cannot be read. */
  static List<YamlNode> read(RegistryFile file, Findings findings) {
    List<YamlNode> documents = new ArrayList<>();
    try {
      new YamlNodes(file.content()).readInto(documents);
    } catch (MarkedYAMLException e) {
      findings.add(spot(file, e), "this file cannot be read: " + said(e));
    } catch (ReaderException e) {
      findings.add(
          spot(file, e.getPosition()),
          "a character that YAML does not allow (code %d); remove it".formatted(e.getCodePoint()));
    }
    return documents;
  }

  private void readInto(List<YamlNode> documents) {
    parser.getEvent(); // the stream begins
    while (!parser.checkEvent(Event.ID.StreamEnd)) {
      parser.getEvent(); // a document begins
      anchors.clear();
      documents.add(node(0));
      parser.getEvent(); // and ends
    }
  }

  private YamlNode node(int depth) {
    NodeEvent event = (NodeEvent) parser.getEvent();
    if (event instanceof AliasEvent alias) {
      return named(alias);
    }
    if (depth >= DEEPEST) {
      throw refused("nested deeper than " + DEEPEST + " levels; make it flatter", event);
    }
    YamlNode node =
        event instanceof ScalarEvent scalar
            ? scalar(scalar)
            : collection((CollectionStartEvent) event, depth);
    if (event.getAnchor() != null) {
      anchors.put(event.getAnchor(), node);
    }
    return node;
  }

  private YamlNode named(AliasEvent alias) {
    YamlNode node = anchors.get(alias.getAnchor());
    if (node == null) {
      throw refused("nothing before this is called &" + alias.getAnchor(), alias);
    }
    if (++aliases > MOST_ALIASES) {
      throw refused("a file has at most " + MOST_ALIASES + " aliases; write it out", alias);
    }
    return node;
  }

  private YamlNode scalar(ScalarEvent event) {
    refuseTag(event.getTag(), event);
    if (++values > MOST_VALUES) {
      throw refused("more than " + MOST_VALUES + " keys and values in a file; split it", event);
    }
    String text = event.getValue();
    String known = words.putIfAbsent(text, text);
    Mark mark = event.getStartMark();
    return new YamlNode.Scalar(
        known == null ? text : known,
        event.isPlain() && NULLS.contains(text),
        event.isPlain(),
        mark.getLine() + 1,
        mark.getColumn() + 1);
  }

  private YamlNode collection(CollectionStartEvent event, int depth) {
    refuseTag(event.getTag(), event);
    Mark mark = event.getStartMark();
    YamlNode node;
    if (event instanceof MappingStartEvent) {
      List<YamlNode.Pair> pairs = new ArrayList<>();
      while (!parser.checkEvent(Event.ID.MappingEnd)) {
        pairs.add(new YamlNode.Pair(node(depth + 1), node(depth + 1)));
      }
      node = new YamlNode.Mapping(pairs, mark.getLine() + 1, mark.getColumn() + 1);
    } else {
      List<YamlNode> items = new ArrayList<>();
      while (!parser.checkEvent(Event.ID.SequenceEnd)) {
        items.add(node(depth + 1));
      }
      node = new YamlNode.Sequence(items, mark.getLine() + 1, mark.getColumn() + 1);
    }
    parser.getEvent(); // the collection ends
    return node;
  }

  /** A tag asks for an object of some type, and a registry file has none. */
  private static void refuseTag(@Nullable String tag, Event event) {
    if (tag != null) {
      throw refused("a registry file has no tags; remove " + tag, event);
    }
  }

  private static ParserException refused(String message, Event event) {
    return new ParserException(null, null, message, event.getStartMark());
  }

  private static String said(MarkedYAMLException e) {
    String context = e.getContext();
    return context == null || context.isBlank() ? e.getProblem() : context + ": " + e.getProblem();
  }

  private static Spot spot(RegistryFile file, MarkedYAMLException e) {
    @Nullable Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
    return mark == null
        ? new Spot(file.name(), 1, 1)
        : new Spot(file.name(), mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static Spot spot(RegistryFile file, int position) {
    String before = file.content().substring(0, Math.min(position, file.content().length()));
    int lines = (int) before.chars().filter(character -> character == '\n').count();
    return new Spot(file.name(), lines + 1, before.length() - before.lastIndexOf('\n'));
  }
}
