package dk.bypuls.simulator.basemap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A point where streets meet. */
final class Crossing {
  private static final double STRAIGHT_ON = -0.55;

  private final int index;
  private final Point point;
  private final boolean bridge;
  private final List<Street> streets = new ArrayList<>();

  Crossing(int index, Point point, boolean bridge) {
    this.index = index;
    this.point = point;
    this.bridge = bridge;
  }

  int index() {
    return index;
  }

  Point point() {
    return point;
  }

  /** Whether the streets that meet here may come from both banks of the stream. */
  boolean bridge() {
    return bridge;
  }

  List<Street> streets() {
    return streets;
  }

  /** The street that goes on most nearly straight from one that comes in, or null. */
  @Nullable Street onwardFrom(Street coming) {
    return streets.stream()
        .filter(street -> street != coming && cosine(coming, street) < STRAIGHT_ON)
        .min(Comparator.comparingDouble(street -> cosine(coming, street)))
        .orElse(null);
  }

  /** −1 where the two lie in one line, 1 where they go the same way. */
  private double cosine(Street one, Street other) {
    Point a = one.otherEnd(this).point;
    Point b = other.otherEnd(this).point;
    double dot =
        (a.x() - point.x()) * (b.x() - point.x()) + (a.y() - point.y()) * (b.y() - point.y());
    return dot / Math.max(1, a.to(point) * b.to(point));
  }
}
