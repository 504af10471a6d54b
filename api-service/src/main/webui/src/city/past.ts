import { fetchPast } from "../api/open-api.ts";
import type { Dataset } from "../api/shapes.ts";
import type { Past, Reading, Series } from "./city.ts";
import { lengthOf } from "../page/format.ts";

export const QUARTER_MS = 15 * 60_000;
export const QUARTERS = 96;

const COLUMNS = ["start", "end", "place", "area", "sensor", "quantity", "status", "mean", "sum", "delta", "last", "leq", "share", "least"] as const;
const FIGURES = ["sum", "delta", "share", "leq", "mean", "last", "least"] as const;
type Column = (typeof COLUMNS)[number];

/** So many lines are read in one go; the page draws in between. */
const LINES_AT_ONCE = 1_500;
const KEPT_MS = 10 * 60_000;

/** What a quarter of an hour of a series holds. */
const NOTHING = 0;
const MEASURED = 1;
const PROTECTED = 2;
const NOT_YET = 3;

interface Line {
  readonly states: Uint8Array;
  readonly values: Float64Array;
  readonly resolution: string;
  gathered: boolean;
}

/** The last day of the city by the quarter of an hour, as far as it has been fetched. */
export class LastDay implements Past {
  /** The start of its first quarter. */
  readonly from: number;
  private readonly lines = new Map<string, Line>();
  private readonly loaded = new Map<string, Promise<void>>();
  private readonly ready = new Set<string>();

  constructor(now: number) {
    this.from = Math.floor(now / QUARTER_MS) * QUARTER_MS - QUARTERS * QUARTER_MS;
  }

  /** The end of that quarter; 1 is the first. */
  momentOf(step: number): number {
    return this.from + step * QUARTER_MS;
  }

  stepOf(moment: number): number {
    return Math.max(1, Math.min(QUARTERS, Math.round((moment - this.from) / QUARTER_MS)));
  }

  isStale(now: number): boolean {
    return now - this.momentOf(QUARTERS) > QUARTER_MS + KEPT_MS;
  }

  has(dataset: string): boolean {
    return this.ready.has(dataset);
  }

  /** Fetches a dataset's day, once. */
  load(dataset: Dataset): Promise<void> {
    let loading = this.loaded.get(dataset.id);
    if (loading === undefined) {
      loading = this.fetch(dataset).catch((failure: unknown) => {
        this.loaded.delete(dataset.id);
        throw failure;
      });
      this.loaded.set(dataset.id, loading);
    }
    return loading;
  }

  reading(series: Series, moment: number): Partial<Reading> | undefined {
    const line = this.lines.get(series.key);
    if (line === undefined) {
      return undefined;
    }
    const slot = this.stepOf(moment) - 1;
    const state = line.states[slot];
    return {
      start: moment - QUARTER_MS,
      end: moment,
      at: moment,
      suppressed: state === PROTECTED,
      value: state === MEASURED ? line.values[slot] : undefined,
      gathered: line.gathered,
      gap: state === NOTHING ? "missing" : state === NOT_YET ? "not-yet" : undefined,
      resolution: line.resolution,
    };
  }

  range(dataset: string, quantity: string): { low: number; high: number } | undefined {
    let low = Infinity;
    let high = -Infinity;
    for (const [key, { states, values }] of this.lines) {
      if (key.startsWith(`${dataset} `) && key.endsWith(` ${quantity}`)) {
        for (let slot = 0; slot < QUARTERS; slot++) {
          if (states[slot] === MEASURED) {
            low = Math.min(low, values[slot] ?? low);
            high = Math.max(high, values[slot] ?? high);
          }
        }
      }
    }
    return low > high ? undefined : { low, high };
  }

  private async fetch(dataset: Dataset): Promise<void> {
    const resolution = quarterly(dataset.resolutions);
    // A long window that began before the day tells of its first hours.
    const from = lengthOf(resolution) > QUARTER_MS ? this.from - lengthOf(resolution) : this.from;
    await this.read(dataset.id, resolution, await fetchPast(dataset.id, resolution, from, this.momentOf(QUARTERS), COLUMNS));
    this.ready.add(dataset.id);
  }

  /** Reads the lines a piece at a time. */
  async read(dataset: string, resolution: string, csv: string): Promise<void> {
    const lines = csv.split(/\r?\n/);
    const names = (lines[0] ?? "").split(",");
    for (let line = 1; line < lines.length; line++) {
      if (lines[line] !== "") {
        this.take(dataset, resolution, names, (lines[line] ?? "").split(","));
      }
      if (line % LINES_AT_ONCE === 0) {
        await new Promise((resolve) => setTimeout(resolve));
      }
    }
  }

  private take(dataset: string, resolution: string, names: readonly string[], cells: readonly string[]): void {
    const cell = (name: Column): string => cells[names.indexOf(name)] ?? "";
    const key = `${dataset} ${cell("place") || cell("area")} ${cell("sensor")} ${cell("quantity")}`;
    let line = this.lines.get(key);
    if (line === undefined) {
      line = { states: new Uint8Array(QUARTERS), values: new Float64Array(QUARTERS), resolution, gathered: false };
      this.lines.set(key, line);
    }
    const figure = FIGURES.find((name) => cell(name) !== "");
    const status = cell("status");
    const state = status === "suppressed" ? PROTECTED : status === "not-yet" ? NOT_YET : status === "missing" || figure === undefined ? NOTHING : MEASURED;
    line.gathered ||= figure === "sum" || figure === "delta";
    const first = Math.max(0, Math.round((Date.parse(cell("start")) - this.from) / QUARTER_MS));
    const after = Math.min(QUARTERS, Math.round((Date.parse(cell("end")) - this.from) / QUARTER_MS));
    for (let slot = first; slot < after; slot++) {
      line.states[slot] = state;
      line.values[slot] = figure === undefined ? 0 : Number(cell(figure));
    }
  }
}

/** Quarters of an hour where there are such, else the finest there is. */
function quarterly(resolutions: readonly string[]): string {
  return resolutions.includes("PT15M") ? "PT15M" : (resolutions[0] ?? "PT1H");
}
