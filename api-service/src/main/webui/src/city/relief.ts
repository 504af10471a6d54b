/** A point in metres east and north of the town's middle. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

const METRES_PER_DEGREE = 111_320;

/** A flat drawing of so small a piece of the earth that a flat drawing is right. */
export function projection(middle: { longitude: number; latitude: number }): (longitude: number, latitude: number) => Point {
  const shrink = Math.cos((middle.latitude * Math.PI) / 180);
  return (longitude, latitude) => ({
    x: (longitude - middle.longitude) * METRES_PER_DEGREE * shrink,
    y: (latitude - middle.latitude) * METRES_PER_DEGREE,
  });
}

export function boundsOf(points: readonly Point[]): Bounds {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
}

const COLUMNS = 84;
const LEVELS = [0.06, 0.14, 0.26, 0.42, 0.62];
const REACH = 3;

/**
 * Height lines of how densely the city is measured, as one closed path a level: a quiet ground that says where the town is without
 * pretending to know its streets.
 */
export function reliefOf(points: readonly Point[], bounds: Bounds): string[] {
  const span = Math.max(bounds.right - bounds.left, bounds.top - bounds.bottom, 1);
  const spread = span * 0.085;
  const margin = spread * REACH;
  const cell = (span + 2 * margin) / COLUMNS;
  const columns = Math.ceil((bounds.right - bounds.left + 2 * margin) / cell) + 3;
  const rows = Math.ceil((bounds.top - bounds.bottom + 2 * margin) / cell) + 3;
  const left = bounds.left - margin - cell;
  const bottom = bounds.bottom - margin - cell;
  const field = density(points, { columns, rows, left, bottom, cell, spread });
  const highest = field.reduce((most, value) => Math.max(most, value), 0);
  return LEVELS.map((level) => outline(field, columns, rows, level * highest, left, bottom, cell));
}

interface Raster {
  columns: number;
  rows: number;
  left: number;
  bottom: number;
  cell: number;
  spread: number;
}

function density(points: readonly Point[], raster: Raster): Float64Array {
  const { columns, rows, left, bottom, cell, spread } = raster;
  const field = new Float64Array(columns * rows);
  const reach = Math.ceil((REACH * spread) / cell);
  for (const point of points) {
    const column = Math.round((point.x - left) / cell);
    const row = Math.round((point.y - bottom) / cell);
    // The outermost cells stay at zero, so that every line closes.
    for (let r = Math.max(1, row - reach); r <= Math.min(rows - 2, row + reach); r++) {
      for (let c = Math.max(1, column - reach); c <= Math.min(columns - 2, column + reach); c++) {
        const dx = (left + c * cell - point.x) / spread;
        const dy = (bottom + r * cell - point.y) / spread;
        const index = r * columns + c;
        field[index] = (field[index] ?? 0) + Math.exp(-(dx * dx + dy * dy) / 2);
      }
    }
  }
  // The root keeps the outskirts visible beside a dense centre.
  return field.map(Math.sqrt);
}

/** Marching squares: each crossed cell edge is a node, each cell links the edges that the line crosses. */
function outline(field: Float64Array, columns: number, rows: number, level: number, left: number, bottom: number, cell: number): string {
  const at = (c: number, r: number): number => field[r * columns + c] ?? 0;
  const nodes = new Map<number, Point>();
  const links = new Map<number, number[]>();
  const node = (c: number, r: number, upward: boolean): number => {
    const id = 2 * (r * columns + c) + (upward ? 1 : 0);
    if (!nodes.has(id)) {
      const from = at(c, r);
      const to = upward ? at(c, r + 1) : at(c + 1, r);
      const share = (level - from) / (to - from);
      nodes.set(id, { x: left + (c + (upward ? 0 : share)) * cell, y: bottom + (r + (upward ? share : 0)) * cell });
    }
    return id;
  };
  const link = (a: number, b: number): void => {
    links.set(a, [...(links.get(a) ?? []), b]);
    links.set(b, [...(links.get(b) ?? []), a]);
  };
  for (let r = 0; r < rows - 1; r++) {
    for (let c = 0; c < columns - 1; c++) {
      const crossed: number[] = [];
      const corners = [at(c, r) >= level, at(c + 1, r) >= level, at(c + 1, r + 1) >= level, at(c, r + 1) >= level];
      if (corners[0] !== corners[1]) crossed.push(node(c, r, false));
      if (corners[1] !== corners[2]) crossed.push(node(c + 1, r, true));
      if (corners[2] !== corners[3]) crossed.push(node(c, r + 1, false));
      if (corners[3] !== corners[0]) crossed.push(node(c, r, true));
      for (let i = 0; i + 1 < crossed.length; i += 2) {
        link(crossed[i]!, crossed[i + 1]!);
      }
    }
  }
  return closedPath(nodes, links);
}

function closedPath(nodes: Map<number, Point>, links: Map<number, number[]>): string {
  const seen = new Set<number>();
  let path = "";
  for (const start of nodes.keys()) {
    const ring: Point[] = [];
    let current: number | undefined = start;
    while (current !== undefined && !seen.has(current)) {
      seen.add(current);
      ring.push(nodes.get(current)!);
      current = links.get(current)?.find((next) => !seen.has(next));
    }
    if (ring.length > 3) {
      path += softRing(ring);
    }
  }
  return path;
}

/** The ring through the middles of its edges, with its corners as handles: a soft line. North is up, so y turns. */
function softRing(ring: readonly Point[]): string {
  const middle = (a: Point, b: Point): string => `${((a.x + b.x) / 2).toFixed(1)} ${(-(a.y + b.y) / 2).toFixed(1)}`;
  let path = `M${middle(ring[ring.length - 1]!, ring[0]!)}`;
  ring.forEach((point, index) => {
    path += `Q${point.x.toFixed(1)} ${(-point.y).toFixed(1)} ${middle(point, ring[(index + 1) % ring.length]!)}`;
  });
  return `${path}Z`;
}
