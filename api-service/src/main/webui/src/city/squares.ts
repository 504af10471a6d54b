import type { Place } from "../api/shapes.ts";

/** What a square is called after: the place that is nearest to its middle, and where several share that one, which of them it is. */
export interface Nearby {
  readonly place: Place;
  /** From north to south and from west to east; absent where it is the only one. */
  readonly number: number | undefined;
}

/** Tells squares apart that have no name of their own. */
export function nearbyOf(places: readonly Place[]): Map<string, Nearby> {
  const spots = places.filter(({ outline, longitude, latitude }) => outline === undefined && longitude !== undefined && latitude !== undefined);
  const sharing = new Map<Place, Place[]>();
  for (const area of places.filter(({ outline }) => outline !== undefined)) {
    const place = nearest(area, spots);
    if (place !== undefined) {
      sharing.set(place, [...(sharing.get(place) ?? []), area]);
    }
  }
  const found = new Map<string, Nearby>();
  for (const [place, areas] of sharing) {
    areas.sort(asOneReads).forEach(({ id }, index) => found.set(id, { place, number: areas.length === 1 ? undefined : index + 1 }));
  }
  return found;
}

function nearest(area: Place, spots: readonly Place[]): Place | undefined {
  let found: Place | undefined;
  let least = Infinity;
  for (const spot of spots) {
    const away = Math.hypot(((spot.longitude ?? 0) - (area.longitude ?? 0)) * Math.cos(((area.latitude ?? 0) * Math.PI) / 180), (spot.latitude ?? 0) - (area.latitude ?? 0));
    if (away < least) {
      least = away;
      found = spot;
    }
  }
  return found;
}

/** Squares of one row may differ by a hair's breadth in latitude. */
function asOneReads(a: Place, b: Place): number {
  const row = ({ latitude = 0 }: Place): number => Math.round(-latitude * 1_000);
  return row(a) - row(b) || (a.longitude ?? 0) - (b.longitude ?? 0) || (a.id < b.id ? -1 : 1);
}
