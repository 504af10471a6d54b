package dk.bypuls.aggregator.stream;

import dk.bypuls.aggregator.release.Kept;
import dk.bypuls.aggregator.release.Released;
import dk.bypuls.aggregator.release.Ways;
import dk.bypuls.events.Topics;
import dk.bypuls.events.Window;
import dk.bypuls.events.WindowEvent;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The ways out of the topology: each to the sink that has its topic's name after a prefix. */
final class SinkWays implements Ways {

  private final ProcessorContext<byte[], Object> context;
  private final Meters meters;
  private final String prefix;

  SinkWays(ProcessorContext<byte[], Object> context, Meters meters) {
    this(context, meters, "");
  }

  /** To sinks whose names begin with that. */
  SinkWays(ProcessorContext<byte[], Object> context, Meters meters, String prefix) {
    this.context = context;
    this.meters = meters;
    this.prefix = prefix;
  }

  @Override
  public void windows(byte[] key, Released released) {
    count(released.event());
    forward(key, released, Topics.WINDOWS.name());
  }

  @Override
  public void live(byte[] key, Released released) {
    count(released.event());
    forward(key, released, Topics.LIVE.name());
  }

  @Override
  public void latest(byte[] key, Released released) {
    forward(key, released, Topics.LATEST.name());
  }

  @Override
  public void exactWindows(byte[] key, Kept kept) {
    count(kept.event());
    forward(key, kept, Topics.EXACT_WINDOWS.name());
  }

  private void forward(byte[] key, Object value, String sink) {
    context.forward(new Record<>(key, value, context.currentStreamTimeMs()), prefix + sink);
  }

  private void count(WindowEvent event) {
    if (event instanceof Window window) {
      meters.window(window.status());
    }
  }
}
