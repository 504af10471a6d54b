package dk.bypuls.api.web;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How long a page's main thread works, in time of the processor: how busy the machine is besides
 * does not count.
 */
final class WorkOfPage {

  private static final String TASK = "ThreadControllerImpl::RunTask";
  private static final double MICROS_PER_MILLI = 1_000;
  private static final double MILLIS_PER_SECOND = 1_000;
  private static final String WORK =
      "() => { const began = performance.now(); let sum = 0;"
          + " for (let i = 0; i < 2e7; i++) { sum += Math.sqrt(i); }"
          + " return sum > 0 ? performance.now() - began : 0; }";

  private final Browser browser;
  private final CDPSession session;

  WorkOfPage(Browser browser, Page page) {
    this.browser = browser;
    this.session = page.context().newCDPSession(page);
    JsonObject processorTime = new JsonObject();
    processorTime.addProperty("timeDomain", "threadTicks");
    session.send("Performance.enable", processorTime);
  }

  /** Seconds that scripts have run since the page began. */
  double scriptSeconds() {
    return metric("ScriptDuration");
  }

  /**
   * How many times longer the page takes for its work than the processor does. What is less than
   * twice is the drawing of the page itself, and counts as 1: nobody else wants the processor.
   */
  double waitsForProcessor(Page page) {
    double before = metric("TaskDuration");
    double millis = ((Number) page.evaluate(WORK)).doubleValue();
    double worked = MILLIS_PER_SECOND * (metric("TaskDuration") - before);
    if (worked <= 0) {
      throw new IllegalStateException("Chromium does not say how long its page has worked");
    }
    double times = millis / worked;
    return times < 2 ? 1 : times;
  }

  /** Bytes that scripts hold on to, after what nobody needs is gone. */
  long heldBytes() {
    session.send("HeapProfiler.collectGarbage");
    return (long) metric("JSHeapUsedSize");
  }

  double elements() {
    return metric("Nodes");
  }

  /** Milliseconds of the longest task while that is done. */
  double longestTask(Page page, Runnable what) {
    browser.startTracing(
        page, new Browser.StartTracingOptions().setCategories(List.of("toplevel", "__metadata")));
    what.run();
    String trace = new String(browser.stopTracing(), StandardCharsets.UTF_8);
    JsonObject whole = JsonParser.parseString(trace).getAsJsonObject();
    String thread = mainThread(whole);
    double longest = 0;
    for (JsonElement element : whole.getAsJsonArray("traceEvents")) {
      JsonObject event = element.getAsJsonObject();
      if (event.has("tdur") && TASK.equals(text(event, "name")) && thread.equals(threadOf(event))) {
        longest = Math.max(longest, event.get("tdur").getAsDouble() / MICROS_PER_MILLI);
      }
    }
    return longest;
  }

  /** The renderer's main thread that did the most. */
  private static String mainThread(JsonObject trace) {
    Map<String, Double> work = new HashMap<>();
    Set<String> mains = new HashSet<>();
    for (JsonElement element : trace.getAsJsonArray("traceEvents")) {
      JsonObject event = element.getAsJsonObject();
      if ("thread_name".equals(text(event, "name"))
          && "CrRendererMain".equals(text(event.getAsJsonObject("args"), "name"))) {
        mains.add(threadOf(event));
      } else if (event.has("tdur")) {
        work.merge(threadOf(event), event.get("tdur").getAsDouble(), Double::sum);
      }
    }
    return mains.stream()
        .max(Comparator.comparingDouble(thread -> work.getOrDefault(thread, 0.0)))
        .orElseThrow(() -> new IllegalStateException("Chromium traced no page"));
  }

  private static String threadOf(JsonObject event) {
    return event.get("pid") + "/" + event.get("tid");
  }

  private static String text(JsonObject of, String name) {
    JsonElement value = of.get(name);
    return value == null ? "" : value.getAsString();
  }

  private double metric(String name) {
    for (JsonElement metric : session.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      JsonObject figure = metric.getAsJsonObject();
      if (name.equals(figure.get("name").getAsString())) {
        return figure.get("value").getAsDouble();
      }
    }
    throw new IllegalStateException("Chromium does not say " + name);
  }
}
