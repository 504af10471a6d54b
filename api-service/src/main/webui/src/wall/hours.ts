import type { WindowJson } from "../api/shapes.ts";
import type { Statistic } from "./normal.ts";

/** One hour of a series, as it was told last. */
export interface Hour {
  readonly start: number;
  readonly publishedAt: number;
  readonly complete: boolean;
  readonly figures: Readonly<Partial<Record<Statistic, number>>>;
}

interface Kept {
  readonly window: Pick<WindowJson, "dataset" | "quantity">;
  last: Hour;
  before: Hour | undefined;
}

const STATISTICS: readonly Statistic[] = ["mean", "sum", "delta", "share", "leq"];
const HOUR_MS = 3_600_000;
/** An hour that has gone on for less says little of itself yet. */
const SAYS_SOMETHING_MS = 15 * 60_000;

/** The two newest hours of every series: the one that goes on, and the one before. */
export class Hours {
  private readonly kept = new Map<string, Kept>();

  take(window: WindowJson): void {
    if (window.resolution !== "PT1H" || window.place === undefined || window.status === "suppressed") {
      return;
    }
    const key = `${window.dataset} ${window.place} ${window.sensor ?? ""} ${window.quantity}`;
    const hour = hourOf(window);
    const known = this.kept.get(key);
    if (known === undefined) {
      this.kept.set(key, { window: { dataset: window.dataset, quantity: window.quantity }, last: hour, before: undefined });
    } else if (hour.start > known.last.start) {
      known.before = known.last;
      known.last = hour;
    } else if (hour.start === known.last.start && hour.publishedAt >= known.last.publishedAt) {
      known.last = hour;
    } else if (hour.start < known.last.start && (known.before === undefined || hour.start >= known.before.start)) {
      known.before = hour;
    }
  }

  /** The newest hour of a series, if it is not over for long. */
  newest(key: string, now: number): Hour | undefined {
    const known = this.kept.get(key);
    return known !== undefined && now - known.last.start < 2 * HOUR_MS ? known.last : undefined;
  }

  /** The newest hour of a series that says enough to be judged: the one that goes on when it has gone on for a while, else the one before. */
  judgeable(key: string, now: number): Hour | undefined {
    const known = this.kept.get(key);
    if (known === undefined) {
      return undefined;
    }
    const hour = known.last.complete || now - known.last.start >= SAYS_SOMETHING_MS ? known.last : known.before;
    return hour !== undefined && now - hour.start < 2 * HOUR_MS + SAYS_SOMETHING_MS ? hour : undefined;
  }

  /** Keeps only the series that are still there. */
  keep(isThere: (key: string) => boolean): void {
    for (const key of [...this.kept.keys()]) {
      if (!isThere(key)) {
        this.kept.delete(key);
      }
    }
  }
}

/** The one figure that an hour is told by. */
export function told({ figures }: Hour): number | undefined {
  return figures.sum ?? figures.delta ?? figures.leq ?? figures.share ?? figures.mean;
}

export function hourOf(window: WindowJson): Hour {
  const figures: Partial<Record<Statistic, number>> = {};
  for (const statistic of STATISTICS) {
    const value = (window as unknown as Record<string, unknown>)[statistic];
    if (typeof value === "number") {
      figures[statistic] = value;
    }
  }
  return { start: Date.parse(window.start), publishedAt: Date.parse(window.publishedAt), complete: window.status === "complete", figures };
}
