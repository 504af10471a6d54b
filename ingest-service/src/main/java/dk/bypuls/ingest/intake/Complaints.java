package dk.bypuls.ingest.intake;

import dk.bypuls.events.registry.Source;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Tells the log what goes wrong with messages, at most once a second: the counts tell the rest. */
final class Complaints {

  private static final Logger LOG = Logger.getLogger(Complaints.class);
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong last = new AtomicLong(System.nanoTime() - PAUSE);

  void about(Source source, String what) {
    long before = last.get();
    long now = System.nanoTime();
    if (now - before < PAUSE || !last.compareAndSet(before, now)) {
      return;
    }
    MDC.put("tenant", source.tenant());
    MDC.put("source", source.id());
    try {
      LOG.errorf("messages of source %s %s", source.id(), what);
    } finally {
      MDC.remove("tenant");
      MDC.remove("source");
    }
  }
}
