package dk.bypuls.api.registry.code;

import dk.bypuls.api.problem.Nearest;
import java.util.Collection;
import java.util.List;

/**
 * All that can be wrong with what a form or a table registers, in both languages; each is what
 * programs know it by. What only somebody who writes files can do wrong is said in English alone.
 */
enum Wrong {
  // A key and what it may have.
  NEAR("; did you mean %s?", "; mente du %s?"),
  NOT_KEYS("%s is written as keys and values (%s)", "her skal stå nøgler med værdier (%2$s)"),
  NOT_A_KEY("a key is a plain word, such as %s", "en nøgle er et almindeligt ord, fx %s"),
  NO_SUCH_KEY(
      "%s has no key %s%s; it may have %s", "nøglen %2$s findes ikke her%3$s; her kan stå %4$s"),
  KEY_TWICE(
      "%s is given twice, first in line %s; keep one",
      "%s står her to gange, første gang i linje %s; behold den ene"),
  NOT_PAIRS(
      "%s is written as pairs, such as {0: closed, 1: open}",
      "%s skrives som par, fx {0: closed, 1: open}"),
  KEY_MISSING("%s needs the key %s", "%2$s mangler"),
  NOT_BILINGUAL(
      "%s is a text in both languages: {da: …, en: …}",
      "%s er en tekst på begge sprog: {da: …, en: …}"),
  NO_DANISH(
      "the Danish text (da) is missing; a text has both da and en",
      "den danske tekst (da) mangler; en tekst har både da og en"),
  NO_ENGLISH(
      "the English text (en) is missing; a text has both da and en",
      "den engelske tekst (en) mangler; en tekst har både da og en"),
  NOT_A_LIST(
      "%s is a list; write [ … ] or one line with - for each",
      "%s er en liste; skriv [ … ] eller en linje med - for hver"),
  NOT_ONE_VALUE(
      "%s is one value, not a list and not keys", "%s er én værdi, ikke en liste og ikke nøgler"),
  NO_VALUE(
      "%s has no value; write one or leave the key out",
      "%s er tom; skriv en værdi, eller udelad nøglen"),
  TOO_LONG("%s is longer than %s letters", "%s er længere end %s tegn"),

  // Single values.
  ID(
      "%s is refused; an id has 1 to 64 letters a-z, digits and -, such as havnstrup-air-01",
      "%s kan ikke bruges; et id har 1 til 64 bogstaver a-z, cifre og -, fx havnstrup-air-01"),
  NAME(
      "%s is refused; a name has 1 to 64 letters, digits, and . _ -",
      "%s kan ikke bruges; et navn har 1 til 64 bogstaver a-z, cifre og . _ -"),
  HEADER(
      "%s is refused; a header's name has 1 to 64 letters, digits and -, such as X-Api-Key",
      "%s kan ikke bruges; navnet på en header har 1 til 64 bogstaver a-z, cifre og -, fx X-Api-Key"),
  POINTER(
      "%s is refused; a JSON pointer begins with / and writes ~ as ~0 and / in a name as ~1, such as"
          + " /object/temperature",
      "%s kan ikke bruges; en JSON-sti begynder med / og skriver ~ som ~0 og / i et navn som ~1, fx"
          + " /object/temperature"),
  PATH(
      "%s is refused; an element of a list is chosen such as /values[name=temp]/value",
      "%s kan ikke bruges; et element i en liste vælges som /values[name=temp]/value"),
  RECORDS(
      "%s is refused; write such as /values, or /devices/*/values for lists in a list",
      "%s kan ikke bruges; skriv fx /values, eller /devices/*/values for lister i en liste"),
  TIME_FORMAT(
      "%s%s; write one of %s, or a pattern with year, month, day and hour such as dd-MM-yyyy"
          + " HH:mm:ss",
      "%s er ikke en måde at skrive tider på%s; skriv en af %s, eller et mønster med år, måned, dag"
          + " og time, fx dd-MM-yyyy HH:mm:ss"),
  ZONE_NEEDED(
      "times that are written without their zone need the key zone",
      "tider, der skrives uden tidszone, kræver nøglen zone"),
  NO_ZONE(
      "%s is no zone; write such as Europe/Copenhagen or UTC",
      "%s er ingen tidszone; skriv fx Europe/Copenhagen eller UTC"),
  NOT_WHOLE(
      "%s is no whole number; write such as 12 or 0x0C",
      "%s er ikke et helt tal; skriv fx 12 eller 0x0C"),
  NOT_BETWEEN("%s is not between %s and %s", "%s ligger ikke mellem %s og %s"),
  SEPARATOR(
      "%s is no separator; write one character such as \";\", or tab",
      "%s kan ikke skille kolonner; skriv ét tegn, fx \";\", eller tab"),
  DECIMAL("%s is neither \".\" nor \",\"", "%s er hverken \".\" eller \",\""),
  NOT_A_FLAG("is true or false, not %s", "er true eller false, ikke %s"),
  NO_NUMBER("%s is no number; write such as 0.1", "%s er ikke et tal; skriv fx 0.1"),
  TOO_MANY_DIGITS("a number has at most %s digits", "et tal har højst %s cifre"),
  QOS_TWO(
      "2 is not offered: an acknowledgement that waits for Kafka is not possible with it; write 1,"
          + " duplicates are counted once",
      "2 kan ikke vælges: en kvittering, der venter på Kafka, kan ikke lade sig gøre med den; skriv"
          + " 1, dubletter tælles én gang"),
  QOS("is 0 or 1, not %s", "er 0 eller 1, ikke %s"),
  MQTT_VERSION("is 5 or 3.1.1, not %s", "er 5 eller 3.1.1, ikke %s"),
  LATENESS(
      "%s is not between PT0S and P7D; readings are kept for eight days",
      "%s ligger ikke mellem PT0S og P7D; målinger gemmes i otte dage"),
  NO_DURATION(
      "%s is no ISO 8601 duration of days, hours, minutes, seconds; write such as PT10M",
      "%s er ingen varighed efter ISO 8601 i dage, timer, minutter og sekunder; skriv fx PT10M"),
  NO_PERIOD(
      "%s is no ISO 8601 period of years, months, days; write such as P5Y",
      "%s er intet tidsrum efter ISO 8601 i år, måneder og dage; skriv fx P5Y"),
  KEEPS_NOTHING("%s keeps nothing; write such as P5Y", "%s gemmer ingenting; skriv fx P5Y"),
  NO_INSTANT(
      "%s is no instant; write such as 2026-11-01T00:00:00Z",
      "%s er intet tidspunkt; skriv fx 2026-11-01T00:00:00Z"),
  NO_DATE("%s is no date; write such as 2026-11-01", "%s er ingen dato; skriv fx 2026-11-01"),
  NO_BROKER(
      "is no broker's address; write such as tcp://127.0.0.1:1883 or ssl://host:8883",
      "er ikke adressen på en broker; skriv fx tcp://127.0.0.1:1883 eller ssl://host:8883"),
  PASSWORD_IN_ADDRESS(
      "no user or password in the address; name them with credentials",
      "ingen bruger eller adgangskode i adressen; nævn dem ved adgangens navn (credentials)"),
  SHARED_TOPIC(
      "leave out $share/…/; name the shared subscription with group",
      "udelad $share/…/; det fælles abonnement nævnes med group"),
  NO_TOPIC(
      "%s is no topic filter: + stands for one whole level, # is the last level",
      "%s er intet emnefilter: + står for ét helt led, og # er det sidste led"),
  NOT_KNOWN("%s is not known%s; known are %s", "%s kendes ikke%s; kendt er %s"),

  // What every thing begins with.
  NOT_ITS_TENANTS(
      "the id %s must begin with its tenant's: write %s-%s",
      "id'et %s skal begynde med organisationens: skriv %s-%s"),
  DECLARED_TWICE("%s is declared twice, first at %s", "%s står her to gange, første gang i %s"),
  TOO_MANY_THINGS(
      "these are more than the %s things that one apply takes; apply it in parts that can stand"
          + " alone",
      "det er mere end de %s ting, der kan registreres på én gang; del det op i dele, der kan stå"
          + " alene"),

  // Places.
  NO_POSITION(
      "a place needs the key position: [longitude, latitude]",
      "et sted skal have en position: [længdegrad, breddegrad]"),
  POSITION(
      "a position is [longitude, latitude], such as [10.1234, 56.1234]",
      "en position er [længdegrad, breddegrad], fx [10.1234, 56.1234]"),
  NOT_ON_EARTH(
      "[%s, %s] is not on earth; longitude (-180 to 180) comes first, then latitude (-90 to 90)",
      "[%s, %s] ligger ikke på jorden; længdegraden (-180 til 180) kommer først, så breddegraden"
          + " (-90 til 90)"),
  MIRRORED(
      "[%s, %s] looks like latitude before longitude; write [%s, %s]",
      "[%s, %s] ligner breddegrad før længdegrad; skriv [%s, %s]"),

  // Sources.
  NO_WAY_IN(
      "a source needs a way in: mqtt, http, folder or pull (http: {} will do)",
      "en kilde skal have en vej ind: mqtt, http, folder eller pull (http: {} er nok)"),
  COPY_OF_MESSAGE(
      "nothing tells a copy of a message from a new one; name its time or messageId (or the counter"
          + " of a payload), or say dedupe: none for the source",
      "intet skelner en kopi af en besked fra en ny; nævn dens tid eller messageId (eller tælleren i"
          + " et payload), eller skriv dedupe: none for kilden"),
  COPY_OF_ROW(
      "nothing tells a copy of a row from a new one; name its column time or messageId, or say"
          + " dedupe: none for the source",
      "intet skelner en kopi af en række fra en ny; nævn dens kolonne time eller messageId, eller"
          + " skriv dedupe: none for kilden"),
  ONLY_DROP(
      "may only say drop; leave it out to have them set aside",
      "kan kun være drop; udelad den for at få dem sat til side"),
  ONLY_NONE("may only say none; leave it out otherwise", "kan kun være none; udelad den ellers"),
  JSON_OF_ANOTHER(
      "json belongs to the format json; %s knows its own parts",
      "json hører til formatet json; %s kender selv sine dele"),
  JSON_NEEDED(
      "the format json needs the key json, such as json: {device: /device}",
      "formatet json kræver nøglen json, fx json: {device: /device}"),
  TIME_NEEDED(
      "timeFormat and zone say how a time is written; name the key time too",
      "timeFormat og zone siger, hvordan en tid er skrevet; nævn også nøglen time"),
  DEVICE_OF_TOPIC(
      "a device that the topic names needs mqtt; over HTTP there is no topic",
      "en enhed, som emnet nævner, kræver mqtt; over HTTP er der intet emne"),
  NO_SUCH_LEVEL("%s has no level %s", "%s har intet led %s"),
  NEEDS_PAYLOAD(
      "%s belongs to a payload; name the key payload too",
      "%s hører til et payload; nævn også nøglen payload"),
  ENCODING("%s is not known; it is base64 or hex", "%s kendes ikke; det er base64 eller hex"),
  CSV_OF_ANOTHER("csv belongs to the format csv", "csv hører til formatet csv"),
  CSV_NEEDED(
      "the format csv needs the key csv, such as csv: {device: Device, time: Time}",
      "formatet csv kræver nøglen csv, fx csv: {device: Device, time: Time}"),
  NAME_AND_VALUE(
      "name and value go together, where each row has one value",
      "name og value følges ad, hvor hver række har én værdi"),
  GROUP_OF_OLD_MQTT(
      "MQTT 3.1.1 cannot divide messages among a group; leave group out, and let one ingest"
          + " instance subscribe",
      "MQTT 3.1.1 kan ikke dele beskeder i en gruppe; udelad group, og lad én ingest abonnere"),
  LOOKBACK(
      "lookback says where {since} begins; the url has no {since}",
      "lookback siger, hvor {since} begynder; adressen har intet {since}"),
  TOO_OFTEN("%s is too often; PT10S is the least", "%s er for tit; PT10S er det mindste"),
  HEADER_REFUSED(
      "%s is refused; here may stand %s. What is secret is named with credentials",
      "%s kan ikke bruges; her kan stå %s. Hvad der er hemmeligt, nævnes med credentials"),
  HEADER_VALUE(
      "at most 512 letters, digits and signs of ASCII",
      "højst 512 bogstaver, cifre og tegn i ASCII"),
  NO_URL(
      "is no address; write such as https://data.example/stations.json",
      "er ingen adresse; skriv fx https://data.example/stations.json"),
  NO_ASCII_URL(
      "is no address; write such as https://data.example/stations.json; letters beyond ASCII as"
          + " %%C3%%A5",
      "er ingen adresse; skriv fx https://data.example/stations.json; bogstaver uden for ASCII som"
          + " %%C3%%A5"),
  FRAGMENT(
      "leave out what follows the #; servers never see it",
      "udelad det, der følger efter #; det når aldrig frem til en server"),
  SECRET(
      "%s looks like a secret, and everybody can read the registry; name it with credentials",
      "%s ligner noget hemmeligt, og alle kan læse registret; nævn det ved adgangens navn"
          + " (credentials)"),

  // Decoders.
  NO_WAY_TO_DECODE(
      "a decoder needs one of the keys script (the codec as its vendor publishes it), file (the name"
          + " of the .js file that holds it), layout (where in the bytes which field is) or format",
      "en dekoder skal have en af nøglerne script (dekoderen, som producenten udgiver den), file"
          + " (navnet på den .js-fil, den står i), layout (hvor i bytes hvilket felt er) eller"
          + " format"),
  ONE_WAY_TO_DECODE("write one of %s", "skriv en af %s"),
  STYLE_OF_SCRIPT("style belongs to a script", "style hører til et script"),
  NO_FILE_BESIDE(
      "there is no %s beside this file; its name ends in .js and is relative to this file",
      "der er ingen %s ved siden af denne fil; navnet ender på .js og regnes fra denne fil"),
  SCRIPT_TOO_LONG("a script has at most %s letters", "et script har højst %s tegn"),
  EXAMPLE_BROKEN("this example does not hold: %s", "dette eksempel holder ikke: %s"),

  // Profiles.
  NEEDS_RECORDS(
      "%s belongs to values that are stored; name the key records too",
      "%s hører til værdier, der er gemt; nævn også nøglen records"),
  NO_FIELDS(
      "a profile needs the key fields: what is not named there is dropped",
      "en profil skal have nøglen fields: hvad der ikke nævnes dér, gemmes ikke"),
  NOT_OF_IDENTIFIERS(
      "%s is for what is measured; an identifier has none, leave it out",
      "%s er for det, der måles; udelad den for et kendetegn"),
  NO_IDENTIFIER(
      "%s is no kind of identifier%s; it is one of %s",
      "%s er ikke en slags kendetegn%s; det er en af %s"),
  SCALE_ZERO(
      "0 makes every value the same; write such as 0.1", "0 gør alle værdier ens; skriv fx 0.1"),
  LOWEST("lowest must be below highest", "lowest skal være under highest"),
  STUCK_AFTER(
      "stuckAfter is for levels, and %s is none; leave it out",
      "stuckAfter er for niveauer, og %s er ikke et; udelad den"),
  WRAPS_OF_COUNTERS(
      "wraps is for counters, and %s is none; leave it out",
      "wraps er for tællere, og %s er ikke en; udelad den"),
  WRAPS_ABOVE_ZERO(
      "wraps must be above zero: the value at which it starts from 0 again",
      "wraps skal være over nul: den værdi, hvor tælleren begynder forfra fra 0"),
  READ_TWICE(
      "%s is read as %s already in line %s; keep one",
      "%s læses allerede som %s i linje %s; behold den ene"),
  MADE_OF_IDENTIFIERS(
      "%s is made of identifiers only; write identifier: mac, plate or card instead",
      "%s laves kun af kendetegn; skriv identifier: mac, plate eller card i stedet"),
  NOT_IN_VOCABULARY("%s is not in the vocabulary%s", "%s findes ikke i ordlisten%s"),
  NO_UNIT(
      "%s is no UCUM code that is known here%s; quote codes with brackets or braces",
      "%s er ingen UCUM-kode, der kendes her%s; sæt koder med klammer i anførselstegn"),
  NOT_CONVERTIBLE(
      "%s (%s) cannot be expressed in %s, the unit of %s; use one of %s",
      "%s kan ikke regnes om til %3$s, enheden for %4$s; brug en af %5$s"),

  // Sensors.
  SOURCE_OR_SOURCES("write source or sources, not both", "skriv source eller sources, ikke begge"),
  NO_SOURCE("a sensor needs the key source", "en sensor skal have en kilde (source)"),
  DEVICE_TOO_LONG("a device's name has at most %s letters", "navnet på en enhed har højst %s tegn"),
  PLACE_OR_PLACEMENTS(
      "write place or placements, not both", "skriv place eller placements, ikke begge"),
  NO_PLACE("a sensor needs the key place", "en sensor skal have et sted (place)"),
  SINCE_WHEN(
      "every placement but the first says since when: add from",
      "hver placering efter den første siger siden hvornår: tilføj from"),
  NOT_LATER(
      "placements stand from oldest to newest; this one is not later",
      "placeringer står fra ældste til nyeste; denne er ikke senere"),

  // Tables of sensors.
  NO_ROW(
      "there is no row; the first names the columns: %s",
      "der er ingen række; den første nævner kolonnerne: %s"),
  NO_SUCH_COLUMN(
      "a table of sensors has no column %s%s; it may have %s",
      "en tabel over sensorer har ingen kolonne %s%s; den kan have %s"),
  COLUMN_TWICE(
      "the column %s is there twice; keep one", "kolonnen %s er der to gange; behold den ene"),
  COLUMN_MISSING(
      "the first row names the columns, and %s is not among them",
      "den første række nævner kolonnerne, og %s er ikke imellem dem"),
  NAMELESS_COLUMN(
      "this stands below no name of a column; give it one or remove it",
      "det står ikke under navnet på en kolonne; giv kolonnen et navn, eller fjern det"),
  ROUNDED(
      "the spreadsheet made a number of it (%s) and lost its digits; format the column as text, then"
          + " write it again",
      "regnearket gjorde det til et tal (%s) og mistede cifre; formatér kolonnen som tekst, og skriv"
          + " det igen"),
  AFTER_QUOTE(
      "there is something after the closing quote; write a quote inside quotes twice",
      "der står noget efter det sidste anførselstegn; et anførselstegn inde i en tekst skrives to"
          + " gange"),
  OPEN_QUOTE("this quote is never closed", "dette anførselstegn bliver aldrig lukket"),
  WORKBOOK_AS_TEXT(
      "a workbook is sent by its bytes: as data in base64, not as text",
      "et regneark sendes med sine bytes: som data i base64, ikke som tekst"),
  WORKBOOK_UNREADABLE("this workbook cannot be read: %s", "dette regneark kan ikke læses: %s"),
  WORKBOOK_BROKEN(
      "this workbook cannot be read: its XML is broken; save it anew as .xlsx",
      "dette regneark kan ikke læses: dets XML er i stykker; gem det på ny som .xlsx"),
  NO_XLSX(
      "it is no .xlsx; save it as an Excel workbook (.xlsx) or as CSV",
      "det er ingen .xlsx; gem det som Excel-projektmappe (.xlsx) eller som CSV"),
  NO_SHEET("it has no sheet", "det har intet ark"),
  TOO_MANY_PARTS("it has more than %s parts", "det har mere end %s dele"),
  TOO_MANY_ROWS("it has more than %s rows; split it", "det har mere end %s rækker; del det op"),
  TOO_MANY_COLUMNS("it has more than %s columns", "det har mere end %s kolonner"),
  UNPACKS_TO_MORE(
      "it unpacks to more than %s bytes; split it", "det fylder mere end %s bytes; del det op"),
  TEXT_NOT_THERE("a cell names a text that is not there", "en celle nævner en tekst, der mangler"),
  CELL_NO_NUMBER("a cell is called a number and is none", "en celle kaldes et tal og er ikke et"),
  PART_NOT_THERE("its part %s is not there", "dets del %s mangler"),
  DOCUMENT_TYPE(
      "its XML declares a document type, which no spreadsheet does",
      "dets XML nævner en dokumenttype, og det gør intet regneark"),
  CELL_ERROR(
      "this cell holds an error of the spreadsheet", "denne celle har en fejl fra regnearket"),

  // Datasets.
  NO_SENSORS(
      "a dataset names its sensors: by profiles, by sensors, or both",
      "et datasæt nævner sine sensorer: ved profiler, ved sensorer eller begge"),
  NO_PRIVACY_CLASS(
      "%s is no privacy class%s; it is one of %s",
      "%s er ingen privatlivsklasse%s; det er en af %s"),
  NO_QUANTITIES(
      "a dataset needs the key quantities with at least one",
      "et datasæt skal have mindst én størrelse (quantities)"),
  HASH(
      "%s is a hash of an identifier; only a crowd dataset with a policy of unit hash tells how many"
          + " there were; take it out",
      "%s er en hash af et kendetegn; kun et crowd-datasæt med en politik med unit: hash fortæller,"
          + " hvor mange der var; tag den ud"),
  TOO_LOOSE(
      "a dataset with %s is %s and cannot be %s; write privacyClass: %2$s, or take %1$s out of it",
      "et datasæt med %s er %s og kan ikke være %s; vælg klassen %2$s, eller tag %1$s ud af det"),
  NOT_COMPLETE(
      "the publication is not complete; add %s", "offentliggørelsen er ikke komplet; tilføj %s"),
  NOT_AS_IT_IS(
      "a %s dataset is not published as it is; add policies, which say how it is protected",
      "et %s-datasæt offentliggøres ikke, som det er; tilføj politikker, der siger, hvordan det"
          + " beskyttes"),
  NEVER_PUBLISHED(
      "an internal dataset is never published; leave publication out",
      "et internt datasæt offentliggøres aldrig; udelad publication"),
  SPEAKS_SELDOM(
      "%s speaks every %s only, so nothing would be known of leaves of %s; make resolution longer",
      "%s taler kun hver %s, så intet ville vides om blade på %s; gør opløsningen længere"),
  DECIDED_VERSION(
      "a version that was decided on never changes; add version %s",
      "en version, der er besluttet, ændres aldrig; tilføj version %s"),

  // All of it together, and beside what is registered.
  OF_ANOTHER_TENANT(
      "%s belongs to the tenant %s, not to %s; name one of %3$s",
      "%s hører til organisationen %s, ikke til %s; nævn en af %3$s"),
  IS_WITHDRAWN(
      "%s is withdrawn in line %s of %s; name another, or keep it",
      "%s trækkes tilbage i linje %s af %s; nævn en anden, eller behold den"),
  NOT_THERE(
      "there is no %s, neither in these files nor registered%s",
      "%s findes ikke, hverken i disse filer eller i registret%s"),
  WITHDRAWN_AND_DECLARED(
      "%s is withdrawn here and declared as well; keep one",
      "%s trækkes tilbage her og skrives også; behold det ene"),
  STILL_USED(
      "%s is still used by %s%s; withdraw or change them too",
      "%s bruges stadig af %s%s; træk dem tilbage, eller ret dem også"),
  AND_MORE(" and %s more", " og %s til"),
  TENANT_NEVER_CHANGES(
      "%s belongs to the tenant %s already, and that never changes; take another id",
      "%s hører allerede til organisationen %s, og det ændres aldrig; vælg et andet id"),
  DEVICE_TAKEN(
      "this device of %s is %s already%s; one device is one sensor",
      "denne enhed hos %s er allerede %s%s; én enhed er én sensor"),
  AT(", at %s", ", i %s"),
  NO_DEV_EUI(
      "a device of such a source is named by its DevEUI: 16 hexadecimal digits in small letters",
      "en enhed hos sådan en kilde nævnes ved sit DevEUI: 16 hexadecimale cifre med små bogstaver"),
  NEVER_MEASURED(
      "none of this dataset's profiles has a field of %s%s",
      "ingen af datasættets profiler har et felt med %s%s"),
  TELLS("%s tells what %s of its sensors say", "%s fortæller, hvad %s af dets sensorer siger"),
  TELLS_PLACES(
      "%s tells of the places of %s of its sensors",
      "%s fortæller om stederne for %s af dets sensorer"),
  TOLD_TWICE(
      "%s tells what %s of its sensors say: told twice, what is withheld can be had by subtraction or"
          + " averaging; take these sensors or quantities out of one of the two",
      "%s fortæller, hvad %s af dets sensorer siger: fortalt to gange kan det, der holdes tilbage,"
          + " findes ved at trække fra eller tage gennemsnit; tag disse sensorer eller størrelser ud"
          + " af det ene"),
  RESERVED(
      "what belongs to the tenant %s comes with Bypuls and is not changed; declare your own under a"
          + " tenant of yours",
      "hvad der hører til organisationen %s, følger med Bypuls og ændres ikke; registrér jeres eget"
          + " under jeres organisation"),
  MORE("and %s more from here on", "og %s til herfra");

  private final String english;
  private final String danish;

  Wrong(String english, String danish) {
    this.english = english;
    this.danish = danish;
  }

  String english() {
    return english;
  }

  String danish() {
    return danish;
  }

  /** What it is here. */
  Said of(Object... values) {
    return new Said(this, "", List.of(values));
  }

  /** The same, about a value that could not be read. */
  UnreadableException unreadable(Object... values) {
    return new UnreadableException(of(values));
  }

  /** What somebody probably meant; nothing when no known name is near. */
  static Object near(String written, Collection<String> known) {
    return Nearest.to(written, known).<Object>map(NEAR::of).orElse("");
  }
}
