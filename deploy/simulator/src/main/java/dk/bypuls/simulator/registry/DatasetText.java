package dk.bypuls.simulator.registry;

import dk.bypuls.simulator.town.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the municipality says about one of its datasets. */
record DatasetText(
    String id,
    String privacyClass,
    List<Kind> kinds,
    List<String> quantities,
    Both title,
    Both description,
    String owner,
    String contact,
    Both purpose,
    String legalBasis,
    String retention,
    @Nullable Decision decision,
    @Nullable PolicyText policy) {

  /** One that is not about people. */
  DatasetText(
      String id,
      String privacyClass,
      List<Kind> kinds,
      List<String> quantities,
      Both title,
      Both description,
      String owner,
      String contact,
      Both purpose,
      String legalBasis,
      String retention,
      @Nullable Decision decision) {
    this(
        id,
        privacyClass,
        kinds,
        quantities,
        title,
        description,
        owner,
        contact,
        purpose,
        legalBasis,
        retention,
        decision,
        null);
  }

  private static final String WATER_ACT = "Miljøbeskyttelsesloven og kommunalfuldmagten";
  private static final String CONSENT =
      "Databeskyttelsesforordningens artikel 6, stk. 1, litra a (samtykke)";
  private static final String ROAD_ACT = "Vejloven og kommunalfuldmagten";

  /** The same in Danish and English. */
  record Both(String danish, String english) {}

  /** What was considered before publication. */
  record Decision(String reference, String riskAssessment, String remainingRisk) {}

  static final List<DatasetText> ALL =
      List.of(
          new DatasetText(
              "air",
              "open",
              List.of(Kind.AIR),
              List.of(
                  "pm2-5",
                  "pm10",
                  "nitrogen-dioxide",
                  "carbon-dioxide",
                  "air-temperature",
                  "relative-humidity"),
              new Both("Luftkvalitet i Havnstrup", "Air quality in Havnstrup"),
              new Both(
                  "Partikler, kvælstofdioxid og kuldioxid målt på gader, pladser og ved skoler. Sensorerne er små og billige: brug dem til mønstre, ikke til at kontrollere grænseværdier.",
                  "Particles, nitrogen dioxide and carbon dioxide measured in streets, squares and at schools. The sensors are small and cheap: use them for patterns, not to check limit values."),
              "Teknik og Miljø, Klima og Luft",
              "luft@havnstrup.example",
              new Both(
                  "At vise borgere og planlæggere, hvor og hvornår luften er dårligst, og om trafikomlægninger hjælper.",
                  "To show residents and planners where and when the air is worst, and whether changes to traffic help."),
              "Kommunalfuldmagten",
              "P5Y",
              new Decision(
                  "2025-0101",
                  "Måler luft på offentligt tilgængelige steder. Ingen sensor står på eller ved en enkelt bolig, og ingen måling kan føres tilbage til en person.",
                  "En enkelt brændeovn tæt på en sensor kan i stille vejr kendes på målingerne; placeringerne er valgt derefter.")),
          new DatasetText(
              "weather",
              "open",
              List.of(Kind.WEATHER),
              List.of(
                  "air-temperature",
                  "relative-humidity",
                  "air-pressure",
                  "wind-speed",
                  "wind-gust",
                  "wind-direction"),
              new Both("Vejret i Havnstrup", "The weather in Havnstrup"),
              new Both(
                  "Temperatur, fugtighed, lufttryk og vind fra kommunens egne vejrstationer, hvert femte minut.",
                  "Temperature, humidity, pressure and wind from the municipality's own weather stations, every five minutes."),
              "Teknik og Miljø, Drift",
              "vejr@havnstrup.example",
              new Both(
                  "At styre glatførebekæmpelse og varsle om storm ved havnen.",
                  "To steer winter road service and warn of storms at the harbour."),
              "Kommunalfuldmagten",
              "P10Y",
              new Decision("2025-0102", "Vejrdata uden forbindelse til personer.", "Ingen kendt.")),
          new DatasetText(
              "noise",
              "open",
              List.of(Kind.NOISE),
              List.of("sound-level"),
              new Both("Støj i byen", "Noise in the town"),
              new Both(
                  "Gennemsnitligt lydniveau minut for minut på pladser og ved havnen. Apparaterne regner lydniveauet ud selv og gemmer eller sender aldrig lyd.",
                  "Mean sound level minute by minute in squares and at the harbour. The devices work out the level themselves and never store or send sound."),
              "Teknik og Miljø, Byrum",
              "stoej@havnstrup.example",
              new Both(
                  "At følge støj fra trafik, udeservering og havn, så naboer og erhverv kan tale ud fra de samme tal.",
                  "To follow noise from traffic, outdoor serving and the harbour, so that neighbours and businesses can talk from the same figures."),
              "Miljøbeskyttelsesloven",
              "P3Y",
              new Decision(
                  "2025-0103",
                  "Kun lydniveau i decibel, ikke lyd: tale kan ikke gendannes. Målerne hænger fire meter oppe på offentlige pladser.",
                  "En usædvanlig lyd om natten kan ses som en top, men ikke hvem der lavede den.")),
          new DatasetText(
              "water",
              "open",
              List.of(Kind.STREAM, Kind.SEWER, Kind.RAIN),
              List.of("water-level", "water-temperature", "sewer-level", "rain-amount"),
              new Both("Vand: å, kloak og regn", "Water: stream, sewer and rain"),
              new Both(
                  "Vandstand i Havnstrup Å og i udvalgte kloakbrønde samt nedbør. Vandstanden er over bund, ikke over havets overflade.",
                  "Level of Havnstrup Stream and in selected sewer wells, and rain. Levels are above the bed, not above the sea."),
              "Havnstrup Forsyning",
              "vand@havnstrup.example",
              new Both(
                  "At varsle oversvømmelse ved skybrud og planlægge klimatilpasning sammen med nabokommuner og borgere.",
                  "To warn of floods in cloudbursts and to plan for a changing climate together with neighbours and residents."),
              WATER_ACT,
              "P10Y",
              new Decision(
                  "2025-0104",
                  "Brøndene samler vand fra mindst 40 husstande, så en enkelt husstands vandforbrug ikke kan aflæses.",
                  "Kendskab til vandstanden kan i teorien misbruges mod anlægget; Forsyningen har vurderet risikoen som lille.")),
          new DatasetText(
              "soil",
              "open",
              List.of(Kind.SOIL),
              List.of("soil-moisture", "soil-temperature"),
              new Both("Jordfugt i parker og på marker", "Soil moisture in parks and fields"),
              new Both(
                  "Jordens fugtighed og temperatur ti centimeter nede i kommunens parker og på forpagtede marker.",
                  "Moisture and temperature of the ground ten centimetres down in the municipality's parks and on leased fields."),
              "Teknik og Miljø, Park og Natur",
              "park@havnstrup.example",
              new Both(
                  "At vande, hvor det er nødvendigt, og lade være, hvor det ikke er.",
                  "To water where it is needed and not where it is not."),
              "Kommunalfuldmagten",
              "P5Y",
              new Decision(
                  "2025-0105",
                  "Måler jord på kommunens egne arealer. Forpagterne er hørt og har ingen indvendinger.",
                  "Ingen kendt.")),
          new DatasetText(
              "waste",
              "open",
              List.of(Kind.WASTE),
              List.of("waste-fill"),
              new Both("Affaldsspande i byrummet", "Public waste bins"),
              new Both(
                  "Hvor fulde de offentlige affaldsspande er. En spand tømmes hver anden, tredje eller syvende dag.",
                  "How full the public waste bins are. A bin is emptied every second, third or seventh day."),
              "Teknik og Miljø, Renhold",
              "renhold@havnstrup.example",
              new Both(
                  "At tømme spande, når de er fulde, og ikke efter kalenderen.",
                  "To empty bins when they are full, and not by the calendar."),
              "Affaldsbekendtgørelsen og kommunalfuldmagten",
              "P2Y",
              new Decision(
                  "2025-0106",
                  "Kun spande i det offentlige rum; private beholdere måles ikke.",
                  "Ingen kendt.")),
          new DatasetText(
              "crowd",
              "crowd",
              List.of(Kind.TRAFFIC, Kind.PEOPLE),
              List.of("vehicle-count", "people-count"),
              new Both("Trafik og fodgængere", "Traffic and pedestrians"),
              new Both(
                  "Hvor mange køretøjer og fodgængere der passerer, kvarter for kvarter i felter på 250 meter. Tallene er sløret med tilfældig støj, og hvor få passerer, oplyses intet.",
                  "How many vehicles and pedestrians pass, by the quarter of an hour in squares of 250 metres. The figures have random noise in them, and where few pass, nothing is told."),
              "Teknik og Miljø, Vej og Trafik",
              "trafik@havnstrup.example",
              new Both(
                  "At planlægge veje og skoleveje og vise, hvornår der er travlt.",
                  "To plan roads and ways to school, and to show when it is busy."),
              ROAD_ACT,
              "P2Y",
              new Decision(
                  "2025-0107",
                  "Tællerne kan ikke genkende nogen, men hvor få passerer, kunne en nabo vide hvem. Derfor støj med ε = 1/2 for hver passage, mindst 20 i et felt og ingen senere rettelser.",
                  "Hvem der passerer mange gange om dagen, er skjult mindre godt end hvem der passerer én gang."),
              PolicyText.PASSAGES),
          new DatasetText(
              "parking",
              "crowd",
              List.of(Kind.TRAFFIC, Kind.PARKING),
              List.of("vehicle-speed", "parking-occupied"),
              new Both("Hastighed og parkering", "Speed and parking"),
              new Both(
                  "Køretøjers hastighed og optagede parkeringsbåse. Kun til kommunens egen brug.",
                  "Speed of vehicles, and occupied parking bays. For the municipality's own use."),
              "Teknik og Miljø, Vej og Trafik",
              "trafik@havnstrup.example",
              new Both("At planlægge veje og parkering.", "To plan roads and parking."),
              ROAD_ACT,
              "P2Y",
              null),
          new DatasetText(
              "household",
              "household",
              List.of(Kind.METER),
              List.of("heat-total"),
              new Both("Fjernvarme i husstande", "District heating of households"),
              new Both(
                  "Hvor meget fjernvarme mindst ti husstande bruger tilsammen på et døgn, i felter på 10 kilometer og sløret med tilfældig støj.",
                  "How much district heat at least ten households use together in a day, in squares of 10 kilometres and with random noise."),
              "Havnstrup Forsyning",
              "maalere@havnstrup.example",
              new Both(
                  "At finde lækager og vise, hvad energirenovering giver.",
                  "To find leaks and to show what renovation saves."),
              CONSENT,
              "P1Y",
              new Decision(
                  "2025-0108",
                  "Personoplysninger. Der oplyses kun summer over et helt døgn for mindst ti husstande, hver regnet for højst 80 kWh, med støj (ε = 1 for en husstand og et døgn).",
                  "Hvad der oplyses om en husstand over mange døgn, lægges sammen."),
              PolicyText.HOUSEHOLDS),
          new DatasetText(
              "water-use",
              "household",
              List.of(Kind.METER),
              List.of("drinking-water-total"),
              new Both("Vandforbrug i husstande", "Use of water in households"),
              new Both(
                  "Aflæsninger af vandmålere hos husstande, der har givet samtykke. Personoplysninger: må ikke offentliggøres, som de er.",
                  "Readings of water meters of households that gave consent. Personal data: must not be published as they are."),
              "Havnstrup Forsyning",
              "maalere@havnstrup.example",
              new Both("At finde lækager.", "To find leaks."),
              CONSENT,
              "P1Y",
              null));
}
