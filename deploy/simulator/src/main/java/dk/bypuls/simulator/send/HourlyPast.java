package dk.bypuls.simulator.send;

import dk.bypuls.simulator.fault.Fate;
import dk.bypuls.simulator.fault.Fate.Outcome;
import dk.bypuls.simulator.fault.Faults;
import dk.bypuls.simulator.town.Device;
import dk.bypuls.simulator.town.Kind;
import dk.bypuls.simulator.uplink.Transmission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is in the files of a town's weeks past: of each sensor the frame in the middle of each hour,
 * if it came.
 *
 * <p>That is enough to know what an hour of the week is usually like, and little to carry. The
 * frames are those that {@link Schedule} has of that time. One from the middle of an hour is what
 * the hour was on average, where it becomes busier or quieter.
 */
public final class HourlyPast {
  /** The kinds of which there are files. Nothing about people is among them. */
  public static final Set<Kind> KINDS =
      Set.of(Kind.AIR, Kind.WEATHER, Kind.NOISE, Kind.STREAM, Kind.SEWER);

  private static final long HOUR = 3_600_000L;

  private final Faults faults;
  private final long from;
  private final long to;

  /** Of what was said from the first of these times on and before the second. */
  public HourlyPast(Faults faults, long from, long to) {
    this.faults = faults;
    this.from = from;
    this.to = to;
  }

  /** Of one sensor, the earliest first. */
  public List<Transmission> of(Device device) {
    // Frames are counted from the beginning of an hour on, so this one is in the middle of its own.
    long anHour = Math.max(1, HOUR / device.kind().interval().toMillis());
    long first = device.frameFrom(from);
    long frame = first + Math.floorMod(anHour / 2 - first, anHour);
    List<Transmission> past = new ArrayList<>();
    for (long at = device.timeOf(frame); at < to; at = device.timeOf(frame)) {
      Fate fate = faults.fateOf(device, frame, at);
      if (fate.outcome().arrives() && fate.outcome() != Outcome.GARBLED) {
        past.add(Schedule.first(faults, device, frame, at, fate));
      }
      frame += anHour;
    }
    return past;
  }
}
