package dk.bypuls.api.answer;

import dk.bypuls.events.Cell;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import dk.bypuls.events.vocabulary.Quantity;
import java.time.Instant;

/**
 * A window and the append time of its record, which is when it was published.
 *
 * <p>The two together are all its JSON is made of.
 */
public record PublishedWindow(Window window, Instant publishedAt) implements Row {

  @Override
  public String dataset() {
    return window.dataset();
  }

  @Override
  public Cell cell() {
    return window.cell();
  }

  @Override
  public Quantity measured() {
    return window.quantity();
  }

  @Override
  public Resolution resolution() {
    return window.resolution();
  }

  @Override
  public Instant start() {
    return window.start();
  }

  @Override
  public Instant end() {
    return window.end();
  }

  @Override
  public String status() {
    return window.status().json();
  }
}
