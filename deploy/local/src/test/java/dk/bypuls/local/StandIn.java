package dk.bypuls.local;

import java.nio.file.Path;
import java.util.List;

/** A part that does nothing, for tests of what is done with parts. */
final class StandIn extends Part {
  private final Runnable preparation;

  StandIn(Path folder, String name) {
    this(folder, name, () -> {});
  }

  /** A part that needs something done before each start. */
  StandIn(Path folder, String name, Runnable preparation) {
    super(name, new CityFolder(folder), 0);
    this.preparation = preparation;
  }

  @Override
  protected void prepare() {
    preparation.run();
  }

  @Override
  protected List<String> command() {
    return List.of("sleep", "600");
  }

  @Override
  protected boolean isReady() {
    return isAlive();
  }

  /** Starts a stand-in below the folder given, and waits to be killed. */
  public static void main(String[] arguments) throws InterruptedException {
    new StandIn(Path.of(arguments[0]), "orphan").launch();
    Thread.currentThread().join();
  }
}
