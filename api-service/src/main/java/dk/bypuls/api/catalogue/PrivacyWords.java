package dk.bypuls.api.catalogue;

import dk.bypuls.events.policy.Bands;
import dk.bypuls.events.policy.Daily;
import dk.bypuls.events.policy.GroupUnit;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.policy.Ratio;
import dk.bypuls.events.policy.Rules;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.PrivacyClass;
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
public final class PrivacyWords {

  private final Dataset dataset;
  private final boolean danish;

  private PrivacyWords(Dataset dataset, boolean danish) {
    this.dataset = dataset;
    this.danish = danish;
  }

  /**
   * A part of them.
   *
   * @param listed whether its lines are points of a list
   */
  public record Part(String heading, List<String> lines, boolean listed) {

    public Part {
      lines = List.copyOf(lines);
    }
  }

  /** What is said of the dataset in Danish. */
  public static List<Part> danish(Dataset dataset) {
    return new PrivacyWords(dataset, true).parts();
  }

  /** The same in English. */
  public static List<Part> english(Dataset dataset) {
    return new PrivacyWords(dataset, false).parts();
  }

  private List<Part> parts() {
    return List.of(
        new Part(say("Hvad bliver målt, og hvorfor?", "What is measured, and why?"), why(), false),
        new Part(say("Hvad bliver smidt væk?", "What is thrown away?"), dropped(), false),
        new Part(
            say("Hvordan er det beskyttet?", "How is it protected?"),
            isOpen() ? whole() : protection(),
            true),
        new Part(say("Hvilken risiko er der tilbage?", "What risk remains?"), risk(), false),
        new Part(
            say(
                "Hvem svarer for det, og hvor længe gemmes det?",
                "Who answers for it, and how long is it kept?"),
            owner(),
            false));
  }

  /** By its class, not by whether anything leaves: who decides reads it before. */
  private boolean isOpen() {
    return dataset.privacyClass() == PrivacyClass.OPEN;
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
    List<String> lines = new ArrayList<>();
    if (countsDevices()) {
      lines.add(
          say(
              "Det, der kendetegner en enhed (en adresse, en nummerplade eller et kortnummer), bliver straks til et tilfældigt udseende tal og gemmes aldrig. Nøglen til det skifter hver dag og slettes to timer efter midnat: derefter kan ingen finde tallet til en bestemt enhed, og i morgen er enheden en anden.",
              "What identifies a device (an address, a number plate or the number of a card) becomes a number that looks random at once and is never stored. The key to it is another each day and is erased two hours after midnight: nobody can find the number of a certain device then, and tomorrow the device is another."));
      lines.add(
          say(
              "Hvor en enhed var, glemmes, så snart den er talt med. Til døgnet er omme, huskes kun, i hvor mange tal den er talt med.",
              "Where a device was is forgotten as soon as it is counted. Until the day is over it is only remembered in how many figures it counts."));
    }
    lines.add(
        say(
            "Alt andet, som målerne sender, slettes, før noget gemmes. De enkelte målinger forlader aldrig kommunen; det gør kun tal for et helt tidsrum.",
            "All else that the sensors send is deleted before anything is stored. Single readings never leave the municipality; only figures for a whole stretch of time do."));
    return lines;
  }

  private boolean countsDevices() {
    return dataset.policies() != null
        && dataset.policies().stream().anyMatch(it -> it.rules().unit() == GroupUnit.HASH);
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
      return List.of(
          say(
              "Det er ikke besluttet, hvordan det beskyttes, og derfor offentliggøres intet.",
              "How it is protected is not decided, so nothing of it is published."));
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
    if (rules.unit() == GroupUnit.HASH) {
      addDevices(lines, daily);
    } else if (daily != null) {
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

  private void addDevices(List<String> lines, @Nullable Daily daily) {
    lines.add(
        say(
            "En enhed, som flere målere ser i samme område og tidsrum, tælles én gang. Et tal for et længere tidsrum eller et større område er summen af tallene og ikke antallet af forskellige enheder.",
            "A device that several sensors see in the same area and time counts once. A figure for a longer time or a larger area is the sum of the figures, and not how many distinct devices there were."));
    if (daily != null) {
      lines.add(
          say(
              "En enhed tæller med i højst %d tal på et døgn, de første, og om en enhed oplyses i alt højst ε = %s på et døgn.",
              "A device counts in at most %d figures of a day, the first ones, and of a device at most ε = %s is told in a day.",
              daily.leaves(),
              written(daily.budget())));
    }
    lines.add(
        say(
            "En telefon, der selv skifter adresse, tælles som flere.",
            "A phone that changes its address by itself counts as several."));
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
    if (!isOpen()) {
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
      case HASH -> say("forskellige enheder", "distinct devices");
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
}
