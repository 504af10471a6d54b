package dk.bypuls.api.catalogue;

import dk.bypuls.events.policy.Bands;
import dk.bypuls.events.policy.Daily;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a dataset treats those it is about, in plain words: made of its registration alone, so that
 * it says what is done and nothing else (B5, B10).
 */
final class PrivacyPage {

  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{font:1.05rem/1.6 system-ui,sans-serif;max-width:42rem;margin:0 auto;padding:1.5rem}
      h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.1rem;margin:1.8rem 0 .3rem}
      ul{padding-left:1.2rem}section+section{margin-top:3rem;border-top:1px solid;padding-top:1rem}
      """;

  private final Dataset dataset;
  private final boolean danish;

  private PrivacyPage(Dataset dataset, boolean danish) {
    this.dataset = dataset;
    this.danish = danish;
  }

  /** The page, in Danish and in English. */
  static String of(Dataset dataset) {
    String danish = new PrivacyPage(dataset, true).section();
    String english = new PrivacyPage(dataset, false).section();
    return """
        <!doctype html>
        <html lang="da"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <title>%s</title><style>%s</style></head>
        <body><main><section lang="da">%s</section><section lang="en">%s</section></main></body></html>
        """
        .formatted(escaped(dataset.title().da()), STYLE, danish, english);
  }

  private String section() {
    StringBuilder out = new StringBuilder();
    out.append("<h1>").append(escaped(text(dataset.title()))).append("</h1>");
    paragraphs(
        out, dataset.description() == null ? List.of() : List.of(text(dataset.description())));
    heading(out, say("Hvad bliver målt, og hvorfor?", "What is measured, and why?"));
    paragraphs(out, why());
    heading(out, say("Hvad bliver smidt væk?", "What is thrown away?"));
    paragraphs(out, dropped());
    heading(out, say("Hvordan er det beskyttet?", "How is it protected?"));
    bullets(out, dataset.leavesWhole() ? whole() : protection());
    heading(out, say("Hvilken risiko er der tilbage?", "What risk remains?"));
    paragraphs(out, risk());
    heading(
        out,
        say(
            "Hvem svarer for det, og hvor længe gemmes det?",
            "Who answers for it, and how long is it kept?"));
    paragraphs(out, owner());
    return out.toString();
  }

  private List<String> why() {
    String measured =
        dataset.quantities().stream()
            .map(Quantities::of)
            .map(quantity -> danish ? quantity.danish() : quantity.english())
            .collect(Collectors.joining(", "));
    List<String> lines = new ArrayList<>(List.of(measured + "."));
    if (dataset.purpose() != null) {
      lines.add(text(dataset.purpose()));
    }
    if (dataset.legalBasis() != null) {
      lines.add(say("Det sker efter: ", "It is done under: ") + dataset.legalBasis() + ".");
    }
    return lines;
  }

  private List<String> dropped() {
    return List.of(
        say(
            "Alt andet, som målerne sender, slettes, før noget gemmes. De enkelte målinger forlader aldrig kommunen; det gør kun tal for et helt tidsrum.",
            "All else that the sensors send is deleted before anything is stored. Single readings never leave the municipality; only figures for a whole stretch of time do."));
  }

  private List<String> whole() {
    return List.of(
        say(
            "Tallene handler om omgivelserne og ikke om personer, og vises, som de er målt.",
            "The figures are about the surroundings and not about persons, and are shown as they were measured."));
  }

  private List<String> protection() {
    List<Policy> policies = dataset.policies() == null ? List.of() : dataset.policies();
    if (policies.isEmpty()) {
      return List.of();
    }
    Policy policy = policies.get(policies.size() - 1);
    Rules rules = policy.rules();
    List<String> lines = new ArrayList<>();
    lines.add(
        say(
            "Der oplyses ét tal for et område og et tidsrum (mindst %s), aldrig for en måler eller en adresse.",
            "One figure is told for an area and a stretch of time (no shorter than %s), never for a sensor or an address.",
            inWords(policy.grain().resolution().usualLength())));
    lines.add(
        say(
            "Er der færre end %d %s, oplyses intet: tallet er »beskyttet«. Det samme står der, når der ingen er%s.",
            "Where there are fewer than %d %s, nothing is told: the figure is “protected”. It says the same where there is nobody%s.",
            rules.smallestGroup(),
            members(rules.unit()),
            rules.tellsZero() ? say(", medmindre tallet er 0", ", unless the figure is 0") : ""));
    lines.add(
        say(
            "Der er lagt tilfældig støj til hvert tal. Det, man ser, er højst %s gange så sandsynligt med %s som uden (ε = %s).",
            "Random noise is added to each figure. What is seen is at most %s times as likely with %s as without (ε = %s).",
            times(rules.noise().epsilon()),
            one(rules.unit()),
            written(rules.noise().epsilon())));
    addMore(lines, rules);
    lines.add(
        say(
            "Et tal oplyses én gang og rettes aldrig, heller ikke når målinger kommer for sent.",
            "A figure is told once and never corrected, not even when readings come late."));
    return lines;
  }

  private void addMore(List<String> lines, Rules rules) {
    Daily daily = rules.daily();
    if (daily != null) {
      lines.add(
          say(
              "En husstand tæller højst med %s pr. tal, og om en husstand oplyses i alt højst ε = %s på et døgn.",
              "A household counts for at most %s in a figure, and of a household at most ε = %s is told in a day.",
              decimal(rules.noise().cap()),
              written(daily.budget())));
    }
    Bands bands = rules.bands();
    if (bands != null) {
      lines.add(
          say(
              "I stedet for et tal oplyses et interval.",
              "A range is told in the place of a figure."));
    } else if (rules.rounding() > 1) {
      lines.add(
          say(
              "Tallene er afrundet til %s.",
              "Figures are rounded to %s.", decimal(rules.rounding())));
    }
    if (!rules.delay().isZero()) {
      lines.add(
          say(
              "Tallene oplyses %s efter tidsrummet.",
              "Figures are told %s after their time.", inWords(rules.delay())));
    }
    if (!rules.dropped().isEmpty()) {
      lines.add(say("Oplyses ikke: %s.", "Not told: %s.", String.join(", ", rules.dropped())));
    }
  }

  private List<String> risk() {
    List<String> lines = new ArrayList<>();
    Dataset.Publication decision = dataset.publication();
    if (decision != null) {
      lines.add(decision.remainingRisk());
      lines.add(
          say("Vurdering: ", "Assessment: ")
              + decision.riskAssessment()
              + " ("
              + decision.reference()
              + ")");
    }
    if (!dataset.leavesWhole()) {
      lines.add(
          say(
              "Beskyttelsen sætter en grænse for, hvad der kan læses om den enkelte. Den er ikke en garanti: den, der allerede ved næsten alt, kan få lidt mere at vide, og det, der oplyses over mange dage, lægges sammen.",
              "The protection limits what can be read of any one. It is no guarantee: who knows nearly everything already may learn a little more, and what is told over many days adds up."));
    }
    return lines;
  }

  private List<String> owner() {
    List<String> lines = new ArrayList<>();
    if (dataset.owner() != null) {
      lines.add(dataset.owner() + (dataset.contact() == null ? "" : ", " + dataset.contact()));
    }
    Period kept = dataset.retention();
    if (kept != null) {
      lines.add(
          say("De oplyste tal gemmes i %s.", "The told figures are kept for %s.", inWords(kept)));
    }
    return lines;
  }

  private String members(GroupUnit unit) {
    return switch (unit) {
      case HOUSEHOLD -> say("husstande", "households");
      case HASH -> say("enheder", "devices");
      case PASSAGE -> say("passager", "passages");
    };
  }

  private String one(GroupUnit unit) {
    return switch (unit) {
      case HOUSEHOLD -> say("en bestemt husstand", "a certain household");
      case HASH -> say("en bestemt enhed", "a certain device");
      case PASSAGE -> say("én passage mere", "one passage more");
    };
  }

  private String times(Ratio epsilon) {
    double value = epsilon.numerator().doubleValue() / epsilon.denominator().doubleValue();
    return String.format(
        danish ? Locale.forLanguageTag("da") : Locale.ROOT, "%.1f", Math.exp(value));
  }

  private static String written(Ratio ratio) {
    String text = ratio.toString();
    return text.endsWith("/1") ? text.substring(0, text.length() - 2) : text;
  }

  private String decimal(long scaled) {
    Quantity quantity = Quantities.of(dataset.quantities().get(0));
    String number =
        BigDecimal.valueOf(scaled, quantity.scale()).stripTrailingZeros().toPlainString();
    return (danish ? number.replace('.', ',') : number) + " " + quantity.unit().code();
  }

  private String inWords(Duration duration) {
    long minutes = duration.toMinutes();
    if (minutes % 1_440 == 0) {
      long days = minutes / 1_440;
      return days + say(" døgn", days == 1 ? " day" : " days");
    }
    return minutes % 60 == 0
        ? minutes / 60 + say(minutes == 60 ? " time" : " timer", minutes == 60 ? " hour" : " hours")
        : minutes
            + say(minutes == 1 ? " minut" : " minutter", minutes == 1 ? " minute" : " minutes");
  }

  private String inWords(Period period) {
    List<String> parts = new ArrayList<>();
    if (period.getYears() > 0) {
      parts.add(period.getYears() + say(" år", period.getYears() == 1 ? " year" : " years"));
    }
    if (period.getMonths() > 0) {
      boolean one = period.getMonths() == 1;
      parts.add(period.getMonths() + say(one ? " måned" : " måneder", one ? " month" : " months"));
    }
    long days = period.get(ChronoUnit.DAYS);
    if (days > 0) {
      parts.add(days + say(days == 1 ? " dag" : " dage", days == 1 ? " day" : " days"));
    }
    return String.join(say(" og ", " and "), parts);
  }

  private String text(@Nullable Text text) {
    return text == null ? "" : danish ? text.da() : text.en();
  }

  private String say(String inDanish, String inEnglish, Object... arguments) {
    String words = danish ? inDanish : inEnglish;
    return arguments.length == 0 ? words : words.formatted(arguments);
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
