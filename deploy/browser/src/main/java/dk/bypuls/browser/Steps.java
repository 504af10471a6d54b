package dk.bypuls.browser;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Does to a page what a person does, and counts it: each thing written and each thing pressed. */
public final class Steps {

  private final Page page;
  private final List<String> done = new ArrayList<>();
  private final long began = System.nanoTime();

  /** Steps on that page; the time runs from now. */
  public Steps(Page page) {
    this.page = page;
  }

  /** Writes into a field. */
  public void write(String where, String what) {
    done.add("write " + where);
    page.locator(where).fill(what);
  }

  /** Presses something. */
  public void press(String what) {
    done.add("press " + what);
    page.locator(what).click();
  }

  /** All of them, in words. */
  public List<String> done() {
    return List.copyOf(done);
  }

  /** How long it is since they began. */
  public Duration took() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
