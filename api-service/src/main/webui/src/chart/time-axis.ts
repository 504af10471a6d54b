import { DAY, HOUR, midnight, wallAt } from "./local-time.ts";

export type Precision = "clock" | "day" | "month" | "year";

/** A mark on the axis of time. */
export interface Tick {
  readonly at: number;
  /** What its label says: a time of day, a day, a month or a year. */
  readonly precision: Precision;
}

const MINUTE = 60_000;
const STEPS: readonly { readonly unit: "minute" | "day" | "month"; readonly count: number; readonly length: number }[] = [
  ...[1, 5, 15, 30, 60, 120, 180, 360, 720].map((count) => ({ unit: "minute" as const, count, length: count * MINUTE })),
  ...[1, 2, 7, 14].map((count) => ({ unit: "day" as const, count, length: count * DAY })),
  ...[1, 3, 6, 12].map((count) => ({ unit: "month" as const, count, length: count * 30 * DAY })),
];

/** At most so many marks, on whole local hours, days or months, in order. */
export function timeTicks(from: number, to: number, most: number): Tick[] {
  const step = STEPS.find(({ length }) => (to - from) / length <= most) ?? { unit: "month" as const, count: 12 * Math.ceil((to - from) / (360 * DAY) / most), length: 0 };
  switch (step.unit) {
    case "minute":
      return clockTicks(from, to, step.count);
    case "day":
      return dayTicks(from, to, step.count);
    default:
      return monthTicks(from, to, step.count);
  }
}

/** Goes by instants and keeps those at which clocks show a whole step: an hour that comes twice is marked twice, one that is left out is not. */
function clockTicks(from: number, to: number, minutes: number): Tick[] {
  const stride = Math.min(minutes, 60) * MINUTE;
  const ticks: Tick[] = [];
  for (let at = Math.ceil(from / stride) * stride; at <= to; at += stride) {
    const wall = wallAt(at);
    const last = ticks[ticks.length - 1];
    const crowded = last !== undefined && at - last.at < (minutes * MINUTE) / 2 && minutes > 60;
    if ((wall.hour * 60 + wall.minute) % minutes === 0 && !crowded) {
      ticks.push({ at, precision: wall.hour === 0 && wall.minute === 0 ? "day" : "clock" });
    }
  }
  return ticks;
}

function dayTicks(from: number, to: number, days: number): Tick[] {
  const ticks: Tick[] = [];
  const { year, month, day, weekday } = wallAt(from);
  // Weeks begin on Mondays.
  for (let next = days % 7 === 0 ? day - weekday + 1 : day; ; next += days) {
    const at = midnight(year, month, next);
    if (at > to) {
      return ticks;
    }
    if (at >= from) {
      ticks.push({ at, precision: "day" });
    }
  }
}

function monthTicks(from: number, to: number, months: number): Tick[] {
  const ticks: Tick[] = [];
  const { year } = wallAt(from);
  for (let month = 1; ; month += months) {
    const at = midnight(year, month, 1);
    if (at > to) {
      return ticks;
    }
    if (at >= from) {
      ticks.push({ at, precision: (month - 1) % 12 === 0 ? "year" : "month" });
    }
  }
}

/** The local midnights inside the range, for quiet lines between days; none where there would be too many to tell apart. */
export function nights(from: number, to: number): number[] {
  return to - from > 40 * DAY || to - from < 2 * HOUR ? [] : dayTicks(from, to, 1).map(({ at }) => at);
}
