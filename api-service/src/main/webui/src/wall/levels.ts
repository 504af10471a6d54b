import type { Kind, Theme, WindowJson } from "../api/shapes.ts";
import { cellOf, styleOf } from "../chart/cells.ts";
import type { Figures } from "../chart/drawing.ts";
import type { Series } from "../city/city.ts";
import { silent } from "../city/city.ts";
import { hourOf, told } from "./hours.ts";

export type Trend = "up" | "down" | "steady" | "unknown";

/** One quantity over the whole city, now. */
export interface Level {
  readonly quantity: string;
  readonly theme: Theme;
  readonly kind: Kind | undefined;
  readonly unit: string;
  readonly places: number | undefined;
  /** Whether the figures came together over the hour, as rain does. */
  readonly gathered: boolean;
  readonly middle: number;
  readonly low: Spot;
  readonly high: Spot;
  readonly count: number;
  readonly trend: Trend;
  /** The middle of each of the last hours, the newest last; undefined where nothing is known. */
  readonly day: readonly (number | undefined)[];
  /** When the last of these hours ended. */
  readonly until: number;
}

export interface Spot {
  readonly place: string;
  readonly value: number;
}

const HOUR_MS = 3_600_000;
export const DAY_HOURS = 24;
/** A change below this share of the day's reach is none. */
const STEADY_SHARE = 0.06;

/** The middle of every quantity, hour by hour, of one day. */
export class Days {
  private readonly hours = new Map<string, Map<number, number>>();

  clear(): void {
    this.hours.clear();
  }

  /** Says what the middle of a quantity was in the hour that began then. */
  set(quantity: string, start: number, middle: number): void {
    let hours = this.hours.get(quantity);
    if (hours === undefined) {
      hours = new Map();
      this.hours.set(quantity, hours);
    }
    hours.set(start, middle);
    for (const known of hours.keys()) {
      if (known < start - DAY_HOURS * HOUR_MS) {
        hours.delete(known);
      }
    }
  }

  /** Takes a day of hours of all places together. */
  take(quantity: string, windows: readonly WindowJson[], kind: Kind | undefined): void {
    const values = new Map<number, number[]>();
    for (const window of windows) {
      const hour = hourOf(window);
      const value = told(hour);
      if (window.quantity === quantity && value !== undefined && window.status !== "suppressed") {
        const { start } = hour;
        values.set(start, [...(values.get(start) ?? []), value]);
      }
    }
    for (const [start, there] of values) {
      this.set(quantity, start, middleOf(there, kind));
    }
  }

  /** The hours before the one that goes on, the newest last. */
  of(quantity: string, now: number): (number | undefined)[] {
    const current = hourBegun(now);
    const hours = this.hours.get(quantity);
    return Array.from({ length: DAY_HOURS }, (_, index) => hours?.get(current - (DAY_HOURS - index) * HOUR_MS));
  }
}

/** A series and what it says now. */
export interface Said {
  readonly series: Series;
  readonly value: number;
}

/** The levels of what is heard now, in the order of their themes. */
export function levelsOf(said: readonly Said[], days: Days, order: readonly Theme[], now: number): Level[] {
  const byQuantity = new Map<string, Said[]>();
  for (const one of said) {
    if (!silent(one.series, now)) {
      const alike = byQuantity.get(one.series.quantity);
      if (alike === undefined) {
        byQuantity.set(one.series.quantity, [one]);
      } else {
        alike.push(one);
      }
    }
  }
  return [...byQuantity.values()]
    .map((alike) => level(alike, days, now))
    .sort((a, b) => order.indexOf(a.theme) - order.indexOf(b.theme) || (a.quantity < b.quantity ? -1 : 1));
}

function level(alike: readonly Said[], days: Days, now: number): Level {
  const series = alike[0]!.series;
  const { quantity, kind, theme, unit } = series;
  let low = alike[0]!;
  let high = low;
  for (const one of alike) {
    low = one.value < low.value ? one : low;
    high = one.value > high.value ? one : high;
  }
  const middle = middleOf(alike.map(({ value }) => value), kind);
  const day = days.of(quantity, now);
  return {
    quantity,
    theme,
    kind,
    unit,
    places: series.described?.places,
    gathered: kind === "amount" || kind === "counter",
    middle,
    low: { place: low.series.place, value: low.value },
    high: { place: high.series.place, value: high.value },
    count: alike.length,
    trend: kind === "direction" || kind === "amount" || kind === "counter" ? "unknown" : trendOf(middle, day),
    day,
    until: hourBegun(now),
  };
}

function hourBegun(now: number): number {
  return Math.floor(now / HOUR_MS) * HOUR_MS;
}

/** The day as a chart draws it. An hour in which nothing was known is a gap, but before the first and after the last one. */
export function figuresOfDay({ quantity, kind, day, until }: Pick<Level, "quantity" | "kind" | "day" | "until">): Figures {
  const from = until - DAY_HOURS * HOUR_MS;
  const first = day.findIndex((value) => value !== undefined);
  const last = day.findLastIndex((value) => value !== undefined);
  const cells = day.flatMap((mean, index) => {
    const start = from + index * HOUR_MS;
    const hour = { quantity, resolution: "PT1H", start: new Date(start).toISOString(), end: new Date(start + HOUR_MS).toISOString() };
    const isOutside = first < 0 || index < first || index > last;
    return isOutside ? [] : [cellOf(mean === undefined ? { ...hour, status: "missing" } : { ...hour, status: "complete", mean }, kind)];
  });
  return { from, to: until, cells, style: styleOf(kind) };
}

/** Against the hour before, measured by how far the day reached. */
export function trendOf(middle: number, day: readonly (number | undefined)[]): Trend {
  const known = day.filter((value): value is number => value !== undefined);
  const before = day[day.length - 1];
  if (before === undefined || known.length < 3) {
    return "unknown";
  }
  const reach = Math.max(...known, middle) - Math.min(...known, middle);
  const change = middle - before;
  if (reach === 0 || Math.abs(change) < STEADY_SHARE * reach) {
    return "steady";
  }
  return change > 0 ? "up" : "down";
}

/** The median; of bearings, which turn round at 360°, the direction of all arrows together; of states the share that is on. */
export function middleOf(values: readonly number[], kind: Kind | undefined): number {
  if (kind === "direction") {
    const turned = Math.atan2(sum(values.map((value) => Math.sin((value * Math.PI) / 180))), sum(values.map((value) => Math.cos((value * Math.PI) / 180))));
    return ((turned * 180) / Math.PI + 360) % 360;
  }
  if (kind === "state") {
    return sum(values) / values.length;
  }
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
