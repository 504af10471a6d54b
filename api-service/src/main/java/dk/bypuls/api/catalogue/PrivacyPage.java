package dk.bypuls.api.catalogue;

import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Text;
import java.util.List;

/** How a dataset treats those it is about, as a page of its own (B5, B10). */
final class PrivacyPage {

  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{font:1.05rem/1.6 system-ui,sans-serif;max-width:42rem;margin:0 auto;padding:1.5rem}
      h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.1rem;margin:1.8rem 0 .3rem}
      ul{padding-left:1.2rem}section+section{margin-top:3rem;border-top:1px solid;padding-top:1rem}
      """;

  private PrivacyPage() {}

  /** The page, in Danish and in English. */
  static String of(Dataset dataset) {
    String danish = section(dataset, true);
    String english = section(dataset, false);
    return """
        <!doctype html>
        <html lang="da"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <title>%s</title><style>%s</style></head>
        <body><main><section lang="da">%s</section><section lang="en">%s</section></main></body></html>
        """
        .formatted(escaped(dataset.title().da()), STYLE, danish, english);
  }

  private static String section(Dataset dataset, boolean danish) {
    StringBuilder out = new StringBuilder();
    out.append("<h1>").append(escaped(text(dataset.title(), danish))).append("</h1>");
    if (dataset.description() != null) {
      paragraphs(out, List.of(text(dataset.description(), danish)));
    }
    for (PrivacyWords.Part part :
        danish ? PrivacyWords.danish(dataset) : PrivacyWords.english(dataset)) {
      heading(out, part.heading());
      if (part.listed()) {
        bullets(out, part.lines());
      } else {
        paragraphs(out, part.lines());
      }
    }
    return out.toString();
  }

  private static String text(Text text, boolean danish) {
    return danish ? text.da() : text.en();
  }

  private static void heading(StringBuilder out, String words) {
    out.append("<h2>").append(escaped(words)).append("</h2>");
  }

  private static void paragraphs(StringBuilder out, List<String> lines) {
    lines.forEach(line -> out.append("<p>").append(escaped(line)).append("</p>"));
  }

  private static void bullets(StringBuilder out, List<String> lines) {
    out.append("<ul>");
    lines.forEach(line -> out.append("<li>").append(escaped(line)).append("</li>"));
    out.append("</ul>");
  }

  /** What owners write is text, whatever is in it. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
