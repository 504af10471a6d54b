package dk.bypuls.simulator.basemap;

import dk.bypuls.simulator.nature.Chance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Streets that join crossings as towns do: to each neighbour that no third crossing lies between,
 * over the stream only at its bridges, and from every crossing to every other.
 */
final class StreetNet {
  private static final double LONGEST = 330;
  private static final double BENT = 0.05;
  private static final double WELL_TRODDEN = 0.55;

  private final List<Crossing> crossings = new ArrayList<>();
  private final List<Street> streets = new ArrayList<>();
  private final Chance chance;

  StreetNet(Chance chance) {
    this.chance = chance;
  }

  Crossing add(Point point, boolean bridge) {
    Crossing crossing = new Crossing(crossings.size(), point, bridge);
    crossings.add(crossing);
    return crossing;
  }

  List<Crossing> crossings() {
    return crossings;
  }

  List<Street> streets() {
    return streets;
  }

  /** Whether nothing else is so near. */
  boolean isFree(Point point, double metres) {
    return crossings.stream().noneMatch(other -> other.point().to(point) < metres);
  }

  /**
   * Lays the streets.
   *
   * @param apart whether something lies between two crossings that no street goes over
   */
  void lay(BiPredicate<Crossing, Crossing> apart) {
    for (Crossing one : crossings) {
      for (Crossing other : crossings) {
        if (one.index() < other.index()
            && one.point().to(other.point()) < LONGEST
            && areNeighbours(one, other)
            && !apart.test(one, other)) {
          join(one, other);
        }
      }
    }
    joinParts();
  }

  private boolean areNeighbours(Crossing one, Crossing other) {
    Point middle = one.point().middleTo(other.point());
    double reach = one.point().to(other.point()) / 2 - 0.01;
    return crossings.stream()
        .noneMatch(third -> third != one && third != other && third.point().to(middle) < reach);
  }

  private Street join(Crossing one, Crossing other) {
    Street street = new Street(one, other, chance.between(-BENT, BENT, streets.size()));
    streets.add(street);
    one.streets().add(street);
    other.streets().add(street);
    return street;
  }

  /** Country roads between parts of the town that have none yet. */
  private void joinParts() {
    int[] part = parts();
    while (Arrays.stream(part).anyMatch(number -> number != part[0])) {
      Crossing from = crossings.get(0);
      Crossing to = from;
      double least = Double.MAX_VALUE;
      for (Crossing one : crossings) {
        for (Crossing other : crossings) {
          double away = one.point().to(other.point());
          if (part[one.index()] == part[0] && part[other.index()] != part[0] && away < least) {
            from = one;
            to = other;
            least = away;
          }
        }
      }
      join(from, to).raise(Street.Rank.STREET);
      int joined = part[to.index()];
      for (int i = 0; i < part.length; i++) {
        part[i] = part[i] == joined ? part[0] : part[i];
      }
    }
  }

  private int[] parts() {
    int[] part = new int[crossings.size()];
    Arrays.fill(part, -1);
    for (Crossing start : crossings) {
      List<Crossing> waiting = new ArrayList<>(List.of(start));
      while (!waiting.isEmpty()) {
        Crossing here = waiting.remove(waiting.size() - 1);
        if (part[here.index()] < 0) {
          part[here.index()] = start.index();
          here.streets().forEach(street -> waiting.add(street.otherEnd(here)));
        }
      }
    }
    return part;
  }

  /**
   * Makes the shortest way between two crossings a main road; it likes to follow those there are.
   */
  void mainRoad(Crossing from, Crossing to) {
    double[] far = new double[crossings.size()];
    Arrays.fill(far, Double.MAX_VALUE);
    @Nullable Street[] came = new Street[crossings.size()];
    PriorityQueue<Visit> next = new PriorityQueue<>(Comparator.comparingDouble(Visit::far));
    far[from.index()] = 0;
    next.add(new Visit(from, 0));
    for (@Nullable Visit visit = next.poll();
        visit != null && visit.at != to;
        visit = next.poll()) {
      for (Street street : visit.at.streets()) {
        double effort = street.rank() == Street.Rank.MAIN ? WELL_TRODDEN : 1;
        double there = far[visit.at.index()] + street.length() * effort;
        Crossing end = street.otherEnd(visit.at);
        if (there < far[end.index()]) {
          far[end.index()] = there;
          came[end.index()] = street;
          next.add(new Visit(end, there));
        }
      }
    }
    Crossing back = to;
    for (@Nullable Street street = came[to.index()]; street != null; street = came[back.index()]) {
      street.raise(Street.Rank.MAIN);
      back = street.otherEnd(back);
    }
  }

  /**
   * The street that goes through a crossing, straight on over as many others as its length asks.
   */
  List<Point> through(Crossing middle, double length) {
    Street first = middle.streets().stream().max(Comparator.comparing(Street::rank)).orElse(null);
    if (first == null) {
      return List.of();
    }
    List<Point> line = new ArrayList<>();
    Street second = middle.onwardFrom(first);
    if (second != null) {
      line.addAll(onward(middle, second, length / 2));
      Collections.reverse(line);
      line.remove(line.size() - 1);
    }
    line.addAll(onward(middle, first, length / 2));
    return line;
  }

  private static List<Point> onward(Crossing start, Street first, double length) {
    List<Point> line = new ArrayList<>(List.of(start.point()));
    Crossing at = start;
    double gone = 0;
    for (@Nullable Street street = first;
        street != null && gone < length;
        street = at.onwardFrom(street)) {
      street.raise(Street.Rank.STREET);
      List<Point> piece = street.lineFrom(at);
      line.addAll(piece.subList(1, piece.size()));
      gone += street.length();
      at = street.otherEnd(at);
    }
    return line;
  }

  private record Visit(Crossing at, double far) {}
}
