package dk.bypuls.api.basemap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PmTilesTest {

  private static final int ZOOM = 5;
  private static final int SIDE = 1 << ZOOM;

  private final Path folder;

  PmTilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({"0,0,0,0", "1,0,0,1", "1,0,1,2", "1,1,1,3", "1,1,0,4", "12,3423,1763,19078479"})
  void countsTilesAlongTheCurve(int zoom, int x, int y, long number) {
    assertThat(TileId.of(zoom, x, y)).isEqualTo(number);
  }

  @Test
  void neighboursOnTheCurveAreNeighboursOnTheMap() {
    // Given
    int[][] spots = new int[SIDE * SIDE][];
    long first = TileId.of(ZOOM, 0, 0);
    for (int x = 0; x < SIDE; x++) {
      for (int y = 0; y < SIDE; y++) {
        spots[(int) (TileId.of(ZOOM, x, y) - first)] = new int[] {x, y};
      }
    }

    // Then
    for (int i = 1; i < spots.length; i++) {
      int apart = Math.abs(spots[i][0] - spots[i - 1][0]) + Math.abs(spots[i][1] - spots[i - 1][1]);
      assertThat(apart).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1000000", "2,1000000", "1,7", "2,7", "2,1"})
  void givesEveryTileWithAndWithoutLeaves(int packing, int entriesInALeaf) throws IOException {
    // Given a file with a tile of its own at every spot but those of one column
    TilesWriter writer =
        TilesWriter.ofOpenMapTiles("© us").packing(packing).leavesOf(entriesInALeaf);
    for (int x = 1; x < SIDE; x++) {
      for (int y = 0; y < SIDE; y++) {
        writer.tile(ZOOM, x, y, text(x, y));
      }
    }

    // When
    PmTiles tiles = PmTiles.open(writer.write(folder.resolve("town.pmtiles")));

    // Then
    assertThat(tiles.maxZoom()).isEqualTo(ZOOM);
    assertThat(tiles.attribution()).isEqualTo("© us");
    assertThat(tiles.schema()).isEqualTo(TileSchema.OPENMAPTILES);
    assertThat(tiles.bounds()).containsExactly(-180.0, -85.0, 180.0, 85.0);
    for (int y = 0; y < SIDE; y++) {
      assertThat(tiles.tile(ZOOM, 0, y)).isEmpty();
      for (int x = 1; x < SIDE; x++) {
        byte[] tile = tiles.tile(ZOOM, x, y).orElseThrow();
        assertThat(tiles.unpack(tile)).isEqualTo(text(x, y));
      }
    }
    assertThat(tiles.tile(ZOOM, SIDE, 0)).isEmpty();
    assertThat(tiles.tile(ZOOM + 1, 0, 0)).isEmpty();
    assertThat(tiles.tile(99, 0, 0)).isEmpty();
    assertThat(tiles.tile(ZOOM, -1, 0)).isEmpty();
  }

  @Test
  void seaThatIsThereOnceIsGivenEverywhere() throws IOException {
    // Given
    byte[] sea = "sea".getBytes(UTF_8);
    TilesWriter writer = TilesWriter.ofOpenMapTiles("© us");
    for (int x = 0; x < SIDE; x++) {
      for (int y = 0; y < SIDE; y++) {
        writer.tile(ZOOM, x, y, x == 3 && y == 4 ? text(3, 4) : sea);
      }
    }

    // When
    PmTiles tiles = PmTiles.open(writer.write(folder.resolve("sea.pmtiles")));

    // Then
    assertThat(tiles.unpack(tiles.tile(ZOOM, 3, 4).orElseThrow())).isEqualTo(text(3, 4));
    assertThat(tiles.unpack(tiles.tile(ZOOM, 31, 31).orElseThrow())).isEqualTo(sea);
    assertThat(tiles.unpack(tiles.tile(ZOOM, 0, 0).orElseThrow())).isEqualTo(sea);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2|1|2|version 2, and version 3 is read",
        "4|1|2|version 4, and version 3 is read",
        "3|2|2|has PNG pictures, and the map draws vector tiles",
        "3|0|2|has unknown tiles",
        "3|1|3|packed with brotli",
        "3|1|4|packed with zstd",
        "3|1|9|does not name (code 9)",
      })
  void saysWhatWouldHelpWithAFileThatIsNotRead(int version, int type, int packing, String why)
      throws IOException {
    // Given
    Path file =
        TilesWriter.ofOpenMapTiles("© us")
            .version(version)
            .type(type)
            .packing(packing)
            .tile(0, 0, 0, text(0, 0))
            .write(folder.resolve("other.pmtiles"));

    // Then
    assertThatThrownBy(() -> PmTiles.open(file))
        .isInstanceOf(UnreadableTilesException.class)
        .hasMessageContaining(why);
  }

  @Test
  void knowsTheOldVersionByItsFirstBytes() throws IOException {
    Path old = Files.write(folder.resolve("old.pmtiles"), new byte[] {'P', 'M', 2, 0, 1, 2, 3});
    Path other = Files.writeString(folder.resolve("other.pmtiles"), "SQLite format 3");

    assertThatThrownBy(() -> PmTiles.open(old)).hasMessageContaining("pmtiles convert");
    assertThatThrownBy(() -> PmTiles.open(other)).hasMessageContaining("is no PMTiles file");
  }

  @Test
  void refusesLayersThatTheMapCannotDraw() throws IOException {
    // Given
    Path streets = file(new TilesWriter("© us", List.of("roads", "water")), "streets.pmtiles");
    Path hills = file(new TilesWriter("© us", List.of("contours")), "hills.pmtiles");
    Path mute = file(TilesWriter.ofOpenMapTiles("").metadata("not JSON"), "mute.pmtiles");

    // Then
    assertThat(PmTiles.open(streets).schema()).isEqualTo(TileSchema.PROTOMAPS);
    assertThatThrownBy(() -> PmTiles.open(hills))
        .hasMessageContaining("[contours]")
        .hasMessageContaining("OpenMapTiles");
    assertThatThrownBy(() -> PmTiles.open(mute)).hasMessageContaining("metadata is no JSON");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 130, 200})
  void aFileThatIsCutOffIsRefusedAndNotGuessedAt(int bytes) throws IOException {
    // Given
    Path file = file(TilesWriter.ofOpenMapTiles("© us"), "cut.pmtiles");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, bytes), StandardOpenOption.TRUNCATE_EXISTING);

    // Then
    assertThatThrownBy(() -> PmTiles.open(file))
        .isInstanceOf(UnreadableTilesException.class)
        .hasMessageContaining("Copy it again");
  }

  @Test
  void noBytesWhateverMakeItDoMoreThanRefuse() throws IOException {
    // Given a sound file, of which each byte in turn is another
    TilesWriter writer = TilesWriter.ofOpenMapTiles("© us").packing(TilesWriter.NONE).leavesOf(2);
    for (int x = 0; x < 4; x++) {
      writer.tile(2, x, 1, text(x, 1));
    }
    Path file = writer.write(folder.resolve("odd.pmtiles"));
    byte[] sound = Files.readAllBytes(file);

    for (int at = 0; at < sound.length; at++) {
      byte[] odd = sound.clone();
      odd[at] = (byte) ~odd[at];
      Files.write(file, odd);

      // Then
      try {
        PmTiles tiles = PmTiles.open(file);
        for (int x = 0; x < 4; x++) {
          tiles.tile(2, x, 1);
        }
      } catch (UnreadableTilesException refused) {
        assertThat(refused).hasMessageMatching("(?s)(is|has) .+");
      }
    }
  }

  @Test
  void aFileThatComesAndChangesIsTakenAsItIs() throws IOException {
    // Given
    Path file = folder.resolve("ground");
    GroundFile ground = new GroundFile(file, 1_000);
    assertThat(ground.ground()).isEqualTo(Ground.plain());

    // When
    TilesWriter.ofOpenMapTiles("© us").tile(0, 0, 0, text(0, 0)).write(file);
    String tiles = ground.ground().described("/features", "/{z}/{x}/{y}");
    Files.writeString(file, "{\"type\":\"FeatureCollection\",\"features\":[]} ");
    String features = ground.ground().described("/features", "/{z}/{x}/{y}");
    Files.writeString(file, " ".repeat(2_000));
    Ground tooLarge = ground.ground();

    // Then
    assertThat(tiles)
        .contains("\"kind\":\"tiles\"", "\"schema\":\"openmaptiles\"", "/{z}/{x}/{y}?of=");
    assertThat(features).isEqualTo("{\"kind\":\"features\",\"features\":\"/features\"}");
    assertThat(tooLarge).isEqualTo(Ground.plain());
  }

  private Path file(TilesWriter writer, String name) throws IOException {
    return writer.tile(0, 0, 0, text(0, 0)).write(folder.resolve(name));
  }

  private static byte[] text(int x, int y) {
    return ("tile " + x + " " + y).getBytes(UTF_8);
  }
}
