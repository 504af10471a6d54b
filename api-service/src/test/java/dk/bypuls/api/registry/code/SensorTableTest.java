package dk.bypuls.api.registry.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dk.bypuls.api.registry.Town;
import dk.bypuls.events.registry.Decoder;
import dk.bypuls.events.registry.EntityKind;
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensorTableTest {

  private static final String HEADER = "id;tenant;source;device;profile;place";
  private static final String SOUND =
      HEADER
          + "\nhavnstrup-air-10;havnstrup;havnstrup-lorawan;a84041000181c070;havnstrup-air-quality;havnstrup-torvet\n";

  private static Intent read(RegistryFile... files) {
    List<RegistryFile> all = new ArrayList<>(Town.files(Town.YAML));
    all.addAll(List.of(files));
    return RegistryCode.read(all, Map.of());
  }

  private static List<String> findings(RegistryFile... files) {
    RefusedFilesException refused =
        catchThrowableOfType(RefusedFilesException.class, () -> read(files));
    assertThat(refused).isNotNull();
    return refused.findings().stream().map(Finding::toString).toList();
  }

  private static RegistryFile csv(String text) {
    return new RegistryFile("sensors.csv", text);
  }

  private static RegistryFile csv(byte[] bytes) {
    return new RegistryFile("sensors.csv", null, bytes);
  }

  private static Sensor sensor(Intent intent, String id) {
    Sensor sensor = (Sensor) intent.declared().get(new EntityKey(EntityKind.SENSOR, id));
    assertThat(sensor).isNotNull();
    return sensor;
  }

  private static Place place(Intent intent, String id) {
    Place place = (Place) intent.declared().get(new EntityKey(EntityKind.PLACE, id));
    assertThat(place).isNotNull();
    return place;
  }

  @ParameterizedTest
  @ValueSource(strings = {";", ",", "\t"})
  void readsASensorInEachRowWhateverSeparatesThem(String separator) {
    // When
    Sensor sensor = sensor(read(csv(SOUND.replace(";", separator))), "havnstrup-air-10");

    // Then
    assertThat(sensor.sources()).containsExactly("havnstrup-lorawan");
    assertThat(sensor.device()).isEqualTo("a84041000181c070");
    assertThat(sensor.placements()).containsExactly(new Sensor.Placement("havnstrup-torvet", null));
  }

  @ParameterizedTest
  @CsvSource({"UTF-8,''", "UTF-8,\uFEFF", "UTF-16,''", "windows-1252,''"})
  void readsWhatSpreadsheetsSave(String encoding, String mark) {
    // Given
    String text =
        mark
            + "Id;Tenant;Sources;Device;Profile;Place;PlaceName;Longitude;Latitude\r\n"
            + "havnstrup-air-10;havnstrup;havnstrup-lorawan havnstrup-http;a84041000181c070;"
            + "havnstrup-air-quality;havnstrup-aaen;\"Broen, \"\"Åen\"\"\";10,1234;56,1234\r\n"
            + ";;;;;;;;\r\n"
            + "havnstrup-air-11;havnstrup;havnstrup-lorawan;a84041000181c071;"
            + "havnstrup-air-quality;havnstrup-aaen;\"Broen, \"\"Åen\"\"\";10,1234;56,1234";

    // When
    Intent intent = read(csv(text.getBytes(Charset.forName(encoding))));

    // Then
    assertThat(sensor(intent, "havnstrup-air-10").sources())
        .containsExactly("havnstrup-lorawan", "havnstrup-http");
    assertThat(sensor(intent, "havnstrup-air-11").placements().get(0).place())
        .isEqualTo("havnstrup-aaen");
    assertThat(place(intent, "havnstrup-aaen"))
        .isEqualTo(
            new Place(
                "havnstrup-aaen",
                "havnstrup",
                new Text("Broen, \"Åen\"", "Broen, \"Åen\""),
                10.1234,
                56.1234));
  }

  @Test
  void tellsAllMistakesByLineAndColumn() {
    // When
    List<String> findings =
        findings(
            csv(
                "sep=;\n"
                    + SOUND.replace("havnstrup-air-quality;", "havnstrup-air-qualit;")
                    + "Havnstrup 11;havnstrup;havnstrup-lorawan;1,2346E+15;havnstrup-air-quality;havnstrup-torvet\n"
                    + "havnstrup-air-12;havnstrup;havnstrup-lorawan;;havnstrup-air-quality;havnstrup-torvet;x\n"));

    // Then
    assertThat(findings).hasSize(5);
    assertThat(findings.get(0)).startsWith("sensors.csv:3:63: ").contains("havnstrup-air-qualit");
    assertThat(findings.get(1)).startsWith("sensors.csv:4:1: id: ");
    assertThat(findings.get(2))
        .startsWith("sensors.csv:4:42: device: the spreadsheet made a number of it (1,2346E+15)");
    assertThat(findings.get(3)).startsWith("sensors.csv:5:46: device has no value");
    assertThat(findings.get(4)).startsWith("sensors.csv:5:86: this stands below no name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'id;tenant;device;profil;place'|sensors.csv:1:18: a table of sensors has no column profil; did you mean profile",
        "'id;id;tenant;device;profile'|sensors.csv:1:4: the column id is there twice",
        "'id;tenant;profile'|sensors.csv:1:1: the first row names the columns, and device is not",
        "''|sensors.csv:1:1: there is no row",
        "'id;\"tenant'|sensors.csv:1:4: this quote is never closed"
      })
  void tellsWhatIsWrongWithTheFirstRow(String header, String message) {
    assertThat(findings(csv(header))).anyMatch(finding -> finding.startsWith(message));
  }

  @Test
  void refusesTwoDescriptionsOfOnePlace() {
    // Given
    String row =
        "havnstrup-air-1%d;havnstrup;havnstrup-lorawan;a84041000181c07%d;havnstrup-air-quality;havnstrup-aaen;Åen;10.1;56.%d\n";

    // When
    List<String> findings =
        findings(
            csv(
                HEADER
                    + ";placeName;longitude;latitude\n"
                    + row.formatted(0, 0, 1)
                    + row.formatted(1, 1, 2)));

    // Then
    assertThat(findings)
        .singleElement()
        .asString()
        .contains("sensors.csv:3:", "declared twice, first at sensors.csv:2:");
  }

  private static byte[] workbook(Map<String, String> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  /** A workbook whose second sheet holds the sensors, with that as the device's cell. */
  private static Map<String, String> parts(String device) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>");
    parts.put(
        "xl/worksheets/sheet2.xml",
        "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"
            + "<row r='1'>"
            + words(
                "id",
                "tenant",
                "source",
                "device",
                "profile",
                "place",
                "placeName",
                "longitude",
                "latitude")
            + "</row><row r='3'>"
            + words("havnstrup-air-10", "havnstrup")
            + "<c r='C3' t='s'><v>0</v></c>"
            + device
            + "<c r='E3' t='str'><f>A1</f><v>havnstrup-air-quality</v></c>"
            + "<c r='F3' t='s'><v>1</v></c><c r='G3' t='s'><v>2</v></c>"
            + "<c r='H3'><v>10.123400000000001</v></c><c r='I3'><v>5.6E1</v></c>"
            + "</row></sheetData></worksheet>");
    parts.put(
        "xl/sharedStrings.xml",
        "<sst><si><t>havnstrup-lorawan</t></si><si><r><t>havnstrup-</t></r><r><t>aaen</t></r></si>"
            + "<si><t>Åen</t><rPh><t>no</t></rPh></si></sst>");
    parts.put(
        "xl/workbook.xml",
        "<workbook xmlns:r='urn:r'><sheets><sheet name='Ark1' r:id='rId1'/>"
            + "<sheet name='Sensors' r:id='rId2'/></sheets></workbook>");
    parts.put(
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml'/>"
            + "<Relationship Id='rId2' Target='/xl/worksheets/sheet2.xml'/></Relationships>");
    return parts;
  }

  private static String words(String... words) {
    StringBuilder cells = new StringBuilder();
    for (String word : words) {
      cells.append("<c t='inlineStr'><is><t>").append(word).append("</t></is></c>");
    }
    return cells.toString();
  }

  private static RegistryFile xlsx(Map<String, String> parts) {
    return new RegistryFile("Sensors.XLSX", null, workbook(parts));
  }

  private static String text(String value) {
    return "<c r='D3' t='inlineStr'><is><t>" + value + "</t></is></c>";
  }

  @Test
  void readsTheSheetOfAWorkbook() {
    // When
    Intent intent = read(xlsx(parts(text("a84041000181c070"))));

    // Then
    assertThat(sensor(intent, "havnstrup-air-10").device()).isEqualTo("a84041000181c070");
    assertThat(place(intent, "havnstrup-aaen"))
        .isEqualTo(new Place("havnstrup-aaen", "havnstrup", new Text("Åen", "Åen"), 10.1234, 56));
  }

  @Test
  void namesTheCellOfWhichASpreadsheetMadeANumber() {
    assertThat(findings(xlsx(parts("<c r='D3'><v>1.23456789012346E+17</v></c>"))))
        .anyMatch(
            finding ->
                finding.startsWith(
                    "Sensors.XLSX:3:4: device: the spreadsheet made a number of it"));
    assertThat(findings(xlsx(parts("<c r='D3' t='e'><v>#REF!</v></c>"))))
        .anyMatch(finding -> finding.startsWith("Sensors.XLSX:3:4: this cell holds an error"));
  }

  @Test
  void refusesHostileWorkbooks() {
    // Given
    Map<String, String> entity = parts(text("&x;"));
    entity.computeIfPresent(
        "xl/worksheets/sheet2.xml",
        (name, sheet) -> "<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>" + sheet);
    Map<String, String> bomb = parts(text("a"));
    bomb.put("xl/media/image1.png", "0".repeat((int) XlsxTable.MOST_UNPACKED));
    Map<String, String> wide = parts("<c r='ZZZZZZZZZZ3'><v>1</v></c>");
    Map<String, String> word = parts("<c r='D3' t='s'><v>99</v></c>");
    Map<String, String> small = parts("<c r='D3'><v>1E-999999999</v></c>");
    Map<String, String> broken = parts("<c");

    // Then
    assertThat(findings(xlsx(entity))).anyMatch(found -> found.contains("document type"));
    assertThat(findings(xlsx(bomb))).anyMatch(found -> found.contains("unpacks to more than"));
    assertThat(findings(xlsx(wide))).anyMatch(found -> found.contains("more than 200 columns"));
    assertThat(findings(xlsx(word))).anyMatch(found -> found.contains("names a text"));
    assertThat(findings(xlsx(small))).isNotEmpty();
    assertThat(findings(xlsx(broken))).anyMatch(found -> found.contains("XML is broken"));
    assertThat(findings(xlsx(Map.of("a", "b")))).anyMatch(found -> found.contains("no .xlsx"));
    assertThat(findings(new RegistryFile("a.xlsx", "text")))
        .anyMatch(found -> found.contains("base64"));
  }

  @Test
  void takesTheCodecOfADecoderFromTheFileBeside() {
    // Given
    String codec = "function decodeUplink(input) { return {data: {}}; } // " + "æ".repeat(5_000);
    RegistryFile yaml =
        new RegistryFile(
            "town/decoders.yaml",
            "decoders:\n  - {id: havnstrup-level, tenant: havnstrup, file: ./codecs/level.js}\n");

    // When
    Intent intent =
        read(
            yaml,
            new RegistryFile("town/codecs/level.js", null, codec.getBytes(StandardCharsets.UTF_8)));

    // Then
    Decoder decoder =
        (Decoder) intent.declared().get(new EntityKey(EntityKind.DECODER, "havnstrup-level"));
    assertThat(decoder).isNotNull();
    assertThat(decoder.script()).isEqualTo(new Decoder.Script(null, codec));
    assertThat(findings(yaml))
        .singleElement()
        .asString()
        .startsWith("town/decoders.yaml:2:52: file: there is no ./codecs/level.js beside");
  }

  @Test
  void comesInJsonAsTextOrAsBytes() throws IOException {
    // Given
    ObjectMapper json = new ObjectMapper().findAndRegisterModules();

    // When
    RegistryFile data =
        json.readValue("{\"name\":\"a.csv\",\"data\":\"5g==\"}", RegistryFile.class);
    RegistryFile text = json.readValue("{\"name\":\"a.csv\",\"text\":\"æ\"}", RegistryFile.class);

    // Then
    assertThat(data.content()).isEqualTo(text.content()).isEqualTo("æ");
    assertThat(text.data()).isNull();
  }
}
