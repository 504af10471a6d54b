package dk.bypuls.api.notice;

import java.time.Instant;
import java.util.List;

/** Notices as an Atom feed (RFC 4287), in Danish and in English. */
final class AtomFeed {

  private final StringBuilder xml = new StringBuilder();
  private final String base;

  private AtomFeed(String base) {
    this.base = base;
  }

  /**
   * Writes it.
   *
   * @param id the same for ever
   * @param base scheme and host, as the reader knows them
   * @param path where the feed is
   */
  static String of(String id, String base, String path, List<Notice> notices) {
    return new AtomFeed(base).write(id, path, notices);
  }

  private String write(String id, String path, List<Notice> notices) {
    Instant updated =
        notices.stream().map(Notice::at).max(Instant::compareTo).orElse(Instant.EPOCH);
    xml.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    xml.append("<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    element("id", id);
    element("title", "Bypuls: ændringer · changes");
    element("updated", updated.toString());
    xml.append("<author><name>Bypuls</name></author>\n");
    xml.append("<link rel=\"self\" href=\"").append(escaped(base + path)).append("\"/>\n");
    notices.forEach(this::entry);
    return xml.append("</feed>\n").toString();
  }

  private void entry(Notice notice) {
    xml.append("<entry>\n");
    element("id", notice.id());
    element("title", notice.title().da() + " · " + notice.title().en());
    element("updated", notice.at().toString());
    xml.append("<category term=\"").append(notice.kind().id()).append("\"/>\n");
    xml.append("<link href=\"")
        .append(escaped(base + "/v1/datasets/" + notice.dataset()))
        .append("\"/>\n");
    element("summary", notice.text().da() + " · " + notice.text().en());
    xml.append("</entry>\n");
  }

  private void element(String name, String text) {
    xml.append('<').append(name).append('>').append(escaped(text));
    xml.append("</").append(name).append(">\n");
  }

  /** What XML has no place for is left out. */
  private static String escaped(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]", "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
