package dk.bypuls.aggregator.recompute;

import dk.bypuls.aggregator.release.Kept;
import dk.bypuls.aggregator.release.Released;
import dk.bypuls.aggregator.release.Ways;
import dk.bypuls.events.WindowEvent;
import java.util.function.Consumer;

/** Hears what would be published, on whichever side of the wall; it goes nowhere. */
record Ear(Consumer<WindowEvent> hearer) implements Ways {

  @Override
  public void windows(byte[] key, Released released) {
    hearer.accept(released.event());
  }

  @Override
  public void exactWindows(byte[] key, Kept kept) {
    hearer.accept(kept.event());
  }

  @Override
  public void live(byte[] key, Released released) {
    // Only what is complete is in history.
  }

  @Override
  public void latest(byte[] key, Released released) {
    // It was told as a window too.
  }
}
