package dk.bypuls.simulator.basemap;

import java.util.List;

/** A piece of street between two crossings. */
final class Street {
  /** How much traffic a street has. */
  enum Rank {
    LANE,
    STREET,
    MAIN
  }

  final Crossing from;
  final Crossing to;
  private final Point bend;
  private Rank rank = Rank.LANE;

  Street(Crossing from, Crossing to, double bent) {
    this.from = from;
    this.to = to;
    Point middle = from.point().middleTo(to.point());
    double east = to.point().x() - from.point().x();
    double north = to.point().y() - from.point().y();
    this.bend = middle.moved(-north * bent, east * bent);
  }

  Crossing otherEnd(Crossing end) {
    return end == from ? to : from;
  }

  double length() {
    return from.point().to(to.point());
  }

  Rank rank() {
    return rank;
  }

  void raise(Rank least) {
    if (rank.compareTo(least) < 0) {
      rank = least;
    }
  }

  List<Point> lineFrom(Crossing start) {
    return List.of(start.point(), bend, otherEnd(start).point());
  }
}
