import { DAY, HOUR, wallAt } from "./local-time.ts";

/** What an hour of the week is usually like. */
export interface UsualHour {
  /** 1 for Monday. */
  readonly weekday: number;
  readonly hour: number;
  readonly n: number;
  readonly median: number;
  readonly p25: number;
  readonly p75: number;
}

/** The hours of a stretch of time with what they are usually like. */
export interface Usual {
  readonly start: number;
  readonly end: number;
  readonly hour: UsualHour;
}

const LONGEST_RANGE = 35 * DAY;

/** What is normal for one series, by hour of the city's week. */
export class Normal {
  private readonly hours = new Map<number, UsualHour>();

  constructor(hours: readonly UsualHour[]) {
    hours.forEach((hour) => this.hours.set(hour.weekday * 24 + hour.hour, hour));
  }

  get size(): number {
    return this.hours.size;
  }

  at(instant: number): UsualHour | undefined {
    const { weekday, hour } = wallAt(instant);
    return this.hours.get(weekday * 24 + hour);
  }

  /** Hour by hour; nothing over a range so long that hours cannot be told apart. */
  between(from: number, to: number): Usual[] {
    const told: Usual[] = [];
    if (to - from > LONGEST_RANGE) {
      return told;
    }
    for (let start = Math.floor(from / HOUR) * HOUR; start < to; start += HOUR) {
      const hour = this.at(start);
      if (hour !== undefined) {
        told.push({ start: Math.max(start, from), end: Math.min(start + HOUR, to), hour });
      }
    }
    return told;
  }
}
