import type { Point } from "../ground/camera.ts";

/** Things that lie so close on the screen that they are shown as one. */
export interface Cluster<T> {
  readonly members: readonly T[];
  /** The middle of its members. */
  readonly point: Point;
}

/**
 * Gathers what lies within that many pixels of each other. Goes through a grid of cells of that size, so that it takes a time that grows
 * with the count and not with its square.
 */
export function clustersOf<T>(things: readonly T[], at: (thing: T) => Point, within: number): Cluster<T>[] {
  const groups: { members: T[]; first: Point; x: number; y: number }[] = [];
  const cells = new Map<string, number[]>();
  for (const thing of things) {
    const point = at(thing);
    const column = Math.floor(point.x / within);
    const row = Math.floor(point.y / within);
    let found: number | undefined;
    for (let c = column - 1; c <= column + 1 && found === undefined; c++) {
      for (let r = row - 1; r <= row + 1 && found === undefined; r++) {
        found = cells.get(`${c}/${r}`)?.find((index) => {
          const first = groups[index]!.first;
          return Math.hypot(first.x - point.x, first.y - point.y) < within;
        });
      }
    }
    if (found === undefined) {
      const key = `${column}/${row}`;
      cells.set(key, [...(cells.get(key) ?? []), groups.length]);
      groups.push({ members: [thing], first: point, x: point.x, y: point.y });
    } else {
      const group = groups[found]!;
      group.members.push(thing);
      group.x += point.x;
      group.y += point.y;
    }
  }
  return groups.map(({ members, x, y }) => ({ members, point: { x: x / members.length, y: y / members.length } }));
}
