package dk.bypuls.events;

/**
 * A window of the past that a named job tells, for history alone.
 *
 * <p>It is news to nobody, so it is no {@link Window} on the topic: who follows live passes it
 * over, and history takes it unless it has that window already.
 *
 * @param job the id of the order in the registry
 */
public record PastWindow(String job, Window window) implements WindowEvent {

  public PastWindow {
    if (window.status() == Window.Status.RUNNING) {
      throw new IllegalArgumentException("a window of the past has ended");
    }
  }
}
