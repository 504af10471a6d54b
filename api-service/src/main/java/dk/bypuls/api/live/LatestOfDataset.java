package dk.bypuls.api.live;

import dk.bypuls.api.answer.PublishedWindow;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.events.Cell;
import dk.bypuls.events.registry.Dataset;
import java.util.Optional;

/** Which of the newest windows may be shown now. */
final class LatestOfDataset {

  private LatestOfDataset() {}

  /** The window's dataset, if the window is released and its series is still in it. */
  static Optional<Dataset> released(Catalogue catalogue, PublishedWindow published) {
    return catalogue
        .released(published.window())
        .filter(dataset -> stillBelongs(catalogue, dataset, published));
  }

  private static boolean stillBelongs(
      Catalogue catalogue, Dataset dataset, PublishedWindow published) {
    if (!(published.window().cell() instanceof Cell.SensorCell cell)) {
      return dataset.quantities().contains(published.quantity())
          && !catalogue.registry().areaTreesOf(dataset).isEmpty();
    }
    return catalogue
        .registry()
        .sensor(cell.sensor())
        .map(sensor -> dataset.covers(sensor, published.quantity()))
        .orElse(false);
  }
}
