/** A point on the screen, in pixels from the upper left corner of the map. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A point of the flat world (Mercator): both run from 0 to 1, east and south. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface Bounds {
  readonly west: number;
  readonly east: number;
  readonly north: number;
  readonly south: number;
}

/** How wide the whole world is at zoom 0, as maps count zoom. */
const WORLD = 512;
const EQUATOR_METRES = 40_075_016.686;
const CLOSEST = 18;
const FARTHEST = 9;
const LEAST_SPAN = 0.000_02;

export function spotOf(longitude: number, latitude: number): Spot {
  const radians = (latitude * Math.PI) / 180;
  return { x: longitude / 360 + 0.5, y: 0.5 - Math.log(Math.tan(Math.PI / 4 + radians / 2)) / (2 * Math.PI) };
}

export function longitudeOf(spot: Spot): number {
  return (spot.x - 0.5) * 360;
}

export function latitudeOf(spot: Spot): number {
  return (Math.atan(Math.exp((0.5 - spot.y) * 2 * Math.PI)) * 360) / Math.PI - 90;
}

export function boundsOf(spots: readonly Spot[]): Bounds {
  const xs = spots.map(({ x }) => x);
  const ys = spots.map(({ y }) => y);
  return { west: Math.min(...xs), east: Math.max(...xs), north: Math.min(...ys), south: Math.max(...ys) };
}

/** Which piece of the world is seen, and how large. Ground and points both follow it. */
export class Camera {
  size = { width: 0, height: 0 };
  zoom = FARTHEST;
  centre: Spot = { x: 0.5, y: 0.5 };
  private bounds: Bounds | undefined;
  private whole = FARTHEST;
  private padding = 0;

  /** Makes the map that large and keeps what is in its middle; a map that showed everything still does. */
  resize(width: number, height: number): void {
    const all = this.zoom <= this.whole;
    this.size = { width, height };
    this.whole = this.zoomFor(this.bounds);
    if (all && this.bounds !== undefined) {
      this.showAll();
    }
  }

  /** What is everything. */
  contain(bounds: Bounds, padding: number): void {
    this.bounds = bounds;
    this.padding = padding;
    this.whole = this.zoomFor(bounds);
    this.showAll();
  }

  showAll(): void {
    if (this.bounds !== undefined) {
      this.zoom = this.whole;
      this.centre = middleOf(this.bounds);
    }
  }

  get isClose(): boolean {
    return this.zoom > this.whole + 0.01;
  }

  show(bounds: Bounds): void {
    this.zoom = Math.max(this.whole, Math.min(CLOSEST - 1, this.zoomFor(bounds)));
    this.moveTo(middleOf(bounds));
  }

  /** Zooms by so many steps; what is at that point of the screen stays there. */
  zoomBy(steps: number, at: Point = { x: this.size.width / 2, y: this.size.height / 2 }): void {
    const before = this.spotAt(at);
    this.zoom = Math.min(CLOSEST, Math.max(this.whole, this.zoom + steps));
    const after = this.spotAt(at);
    this.moveTo({ x: this.centre.x + before.x - after.x, y: this.centre.y + before.y - after.y });
  }

  /** Drags the map by so many pixels. */
  dragBy(right: number, down: number): void {
    this.moveTo({ x: this.centre.x - right / this.scale, y: this.centre.y - down / this.scale });
  }

  /** Never so far that nothing of the city is in sight. */
  moveTo(spot: Spot): void {
    const { bounds } = this;
    this.centre =
      bounds === undefined
        ? spot
        : { x: Math.min(bounds.east, Math.max(bounds.west, spot.x)), y: Math.min(bounds.south, Math.max(bounds.north, spot.y)) };
  }

  project(spot: Spot): Point {
    const { scale } = this;
    return { x: this.size.width / 2 + (spot.x - this.centre.x) * scale, y: this.size.height / 2 + (spot.y - this.centre.y) * scale };
  }

  metresPerPixel(): number {
    return (EQUATOR_METRES * Math.cos((latitudeOf(this.centre) * Math.PI) / 180)) / this.scale;
  }

  private spotAt(point: Point): Spot {
    const { scale } = this;
    return { x: this.centre.x + (point.x - this.size.width / 2) / scale, y: this.centre.y + (point.y - this.size.height / 2) / scale };
  }

  private get scale(): number {
    return WORLD * 2 ** this.zoom;
  }

  private zoomFor(bounds: Bounds | undefined): number {
    const { width, height } = this.size;
    if (bounds === undefined || width === 0 || height === 0) {
      return FARTHEST;
    }
    const padding = Math.min(this.padding, width / 8);
    const across = (width - 2 * padding) / Math.max(LEAST_SPAN, bounds.east - bounds.west);
    const down = (height - 2 * padding) / Math.max(LEAST_SPAN, bounds.south - bounds.north);
    return Math.min(CLOSEST, Math.log2(Math.min(across, down) / WORLD));
  }
}

function middleOf(bounds: Bounds): Spot {
  return { x: (bounds.west + bounds.east) / 2, y: (bounds.north + bounds.south) / 2 };
}

/** The next of 1, 2, 5, 10, 20 … metres that is at least so long. */
export function niceDistance(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5, 10].find((step) => step * power >= least) ?? 10) * power;
}
