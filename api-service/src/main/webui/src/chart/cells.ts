import type { Kind, Statistics } from "../api/shapes.ts";

/** A row of history, as far as charts and tables read it: a window, or a cell without one and why. */
export interface HistoryRow extends Statistics {
  readonly place?: string;
  readonly area?: string;
  readonly sensor?: string;
  readonly quantity: string;
  readonly resolution: string;
  readonly start: string;
  readonly end: string;
  readonly status: "running" | "complete" | "suppressed" | "missing" | "not-yet";
  readonly revision?: number;
  readonly reason?: string;
  readonly quality?: string;
  readonly leaves?: number;
  readonly withheld?: number;
  readonly least?: number;
  readonly below?: number;
  readonly count?: number;
  readonly expected?: number;
  readonly completeness?: number;
  readonly flagged?: number;
  readonly flags?: readonly string[];
  readonly share?: number;
  readonly leq?: number;
  readonly l10?: number;
  readonly l90?: number;
  readonly p05?: number;
  readonly p95?: number;
}

/** Why there is no value. These are different answers, and look different. */
export type Gap = "missing" | "protected" | "not-yet";

/** A stretch of time and what is known of it. */
export interface Cell {
  readonly start: number;
  readonly end: number;
  /** Absent in a gap. Of a band of values that is told in the place of one, its lower bound. */
  readonly value?: number;
  readonly low?: number;
  readonly high?: number;
  readonly gap?: Gap;
  readonly row: HistoryRow;
}

/** How the figures of a quantity are drawn. */
export type Style = "line" | "bars" | "points" | "share";

/** What lies between the lower and the upper edge of the band. */
export type BandName = "spread" | "range" | "sound";

export function styleOf(kind: Kind | undefined): Style {
  switch (kind) {
    case "amount":
    case "counter":
      return "bars";
    case "direction":
      return "points";
    case "state":
      return "share";
    default:
      return "line";
  }
}

/** The figure of a window that stands for it: a sum of what came together, a share of a state, else the mean. */
export function figureOf(row: HistoryRow): number | undefined {
  return row.sum ?? row.delta ?? row.share ?? row.leq ?? row.mean ?? row.last ?? row.least;
}

/** The cells of one series in order of time, each at its last revision. */
export function cellsOf(rows: readonly HistoryRow[], kind: Kind | undefined): Cell[] {
  const newest = new Map<string, HistoryRow>();
  for (const row of rows) {
    const known = newest.get(row.start);
    if (known === undefined || (row.revision ?? 0) >= (known.revision ?? 0)) {
      newest.set(row.start, row);
    }
  }
  return [...newest.values()].map((row) => cellOf(row, kind)).sort((a, b) => a.start - b.start);
}

export function cellOf(row: HistoryRow, kind: Kind | undefined): Cell {
  const span = { start: Date.parse(row.start), end: Date.parse(row.end), row };
  const value = figureOf(row);
  if (row.status === "suppressed") {
    return { ...span, gap: "protected" };
  }
  if (row.status === "missing" || row.status === "not-yet") {
    return { ...span, gap: row.status };
  }
  if (value === undefined) {
    return { ...span, gap: "missing" };
  }
  const [low, high] = bandOf(row, kind) ?? [];
  return { ...span, value, ...(low === undefined || high === undefined ? {} : { low, high }) };
}

function bandOf(row: HistoryRow, kind: Kind | undefined): [number | undefined, number | undefined] | undefined {
  if (row.least !== undefined) {
    return [row.least, row.below ?? row.least];
  }
  switch (kind) {
    case "amount":
    case "counter":
    case "direction":
    case "state":
      return undefined;
    case "sound":
      return row.l10 === undefined ? [row.min, row.max] : [row.l90, row.l10];
    default:
      return row.p05 === undefined ? [row.min, row.max] : [row.p05, row.p95];
  }
}

export function bandName(cells: readonly Cell[]): BandName | undefined {
  const row = cells.find(({ low, high }) => low !== undefined && high !== undefined && high > low)?.row;
  return row === undefined ? undefined : row.l10 !== undefined ? "sound" : row.p05 !== undefined ? "spread" : "range";
}

/** Stretches that are drawn in one go: each cell follows on the one before. Of a sample, only a gap that is known ends a stretch. */
export function runsOf(cells: readonly Cell[], sampled: boolean): Cell[][] {
  const runs: Cell[][] = [];
  let open: Cell[] | undefined;
  for (const cell of cells) {
    if (cell.gap !== undefined) {
      open = undefined;
      continue;
    }
    const last = open?.[open.length - 1];
    if (open === undefined || last === undefined || (!sampled && cell.start > last.end)) {
      open = [];
      runs.push(open);
    }
    open.push(cell);
  }
  return runs;
}

/** Gaps of one reason that follow on one another, as one. */
export interface Hole {
  readonly start: number;
  readonly end: number;
  readonly gap: Gap;
  readonly count: number;
}

export function holesOf(cells: readonly Cell[]): Hole[] {
  const holes: Hole[] = [];
  for (const { gap, start, end } of cells) {
    if (gap === undefined) {
      continue;
    }
    const last = holes[holes.length - 1];
    if (last !== undefined && last.gap === gap && start <= last.end) {
      holes[holes.length - 1] = { ...last, end: Math.max(end, last.end), count: last.count + 1 };
    } else {
      holes.push({ start, end, gap, count: 1 });
    }
  }
  return holes;
}

/** The cell at an instant, else the nearest. */
export function cellAt(cells: readonly Cell[], instant: number): number {
  let low = 0;
  let high = cells.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((cells[middle]?.start ?? 0) <= instant) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  const here = cells[low];
  const next = cells[low + 1];
  return here !== undefined && next !== undefined && instant >= here.end && next.start - instant < instant - here.end ? low + 1 : low;
}
