/** What an hour of the week is usually like, of one series. */
export interface Usual {
  /** In how many weeks it was measured. */
  readonly weeks: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** What /v1/datasets/{dataset}/normal answers. */
export interface NormalAnswer {
  readonly dataset: string;
  readonly series: readonly {
    readonly place?: string;
    readonly area?: string;
    readonly sensor?: string;
    readonly quantity: string;
    readonly statistic: Statistic;
    readonly hours: readonly { weekday: number; hour: number; n: number; median: number; p25: number; p75: number }[];
  }[];
}

/** The figure of an hour that is compared. */
export type Statistic = "mean" | "sum" | "delta" | "share" | "leq";

const HOURS = 168;
const FIGURES = 4;

/** The usual week of one series. */
export class Week {
  readonly statistic: Statistic;
  /** How far apart the middle half usually lies, over the whole week: an hour measured three times may show none of it. */
  readonly spread: number;
  private readonly figures = new Float64Array(HOURS * FIGURES);

  constructor(statistic: Statistic, hours: NormalAnswer["series"][number]["hours"]) {
    this.statistic = statistic;
    let apart = 0;
    for (const { weekday, hour, n, median, p25, p75 } of hours) {
      this.figures.set([n, median, p25, p75], ((weekday - 1) * 24 + hour) * FIGURES);
      apart += p75 - p25;
    }
    this.spread = hours.length === 0 ? 0 : apart / hours.length;
  }

  /** What is usual in that hour of the week; nothing where too little is known. */
  at(hourOfWeek: number): Usual | undefined {
    const from = hourOfWeek * FIGURES;
    const [weeks = 0, median = 0, low = 0, high = 0] = this.figures.subarray(from, from + FIGURES);
    return weeks === 0 ? undefined : { weeks, median, low, high };
  }
}

/** What is usual for each series of which it is known. */
export class Normal {
  private readonly weeks = new Map<string, Week>();

  take(answer: NormalAnswer): void {
    for (const { place, area, sensor, quantity, statistic, hours } of answer.series) {
      const spot = place ?? area;
      if (spot !== undefined && hours.length > 0) {
        this.weeks.set(`${answer.dataset} ${spot} ${sensor ?? ""} ${quantity}`, new Week(statistic, hours));
      }
    }
  }

  /** By the key of the series. */
  of(series: string): Week | undefined {
    return this.weeks.get(series);
  }

  get known(): number {
    return this.weeks.size;
  }
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const parts = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Copenhagen", weekday: "short", hour: "2-digit", hourCycle: "h23" });

/** The hour of the city's week: 0 is the first of Monday. */
export function hourOfWeek(at: number): number {
  let weekday = 0;
  let hour = 0;
  for (const { type, value } of parts.formatToParts(at)) {
    if (type === "weekday") {
      weekday = WEEKDAYS.indexOf(value);
    } else if (type === "hour") {
      hour = Number(value);
    }
  }
  return weekday * 24 + hour;
}
