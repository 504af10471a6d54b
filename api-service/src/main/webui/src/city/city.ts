import type { CatalogueEntry } from "../api/open-api.ts";
import type { Dataset, Kind, Place, Quantity, Theme, WindowJson, Withdrawal } from "../api/shapes.ts";
import { lengthOf } from "../page/format.ts";
import { type Nearby, nearbyOf } from "./squares.ts";
import { kindOf, themeOf } from "../page/vocabulary.ts";

interface Identity {
  readonly key: string;
  readonly dataset: string;
  readonly place: string;
  readonly sensor: string | undefined;
  readonly quantity: string;
  readonly unit: string;
  readonly described: Quantity | undefined;
  readonly kind: Kind | undefined;
  readonly theme: Theme;
}

/** What a series says: now, or at the moment that is looked back to. */
export interface Reading {
  resolution: string;
  start: number;
  end: number;
  revision: number;
  publishedAt: number;
  /** The last instant its value can speak of. */
  at: number;
  suppressed: boolean;
  value: number | undefined;
  /** Whether the value came together over the whole window, as rain does. */
  gathered: boolean;
  /** Whether the newest window said something else than the one before. */
  changed: boolean;
  /** Why it says nothing of the moment that is looked back to. */
  gap: "missing" | "not-yet" | "loading" | undefined;
}

/** One quantity of one sensor, or of one area, in one dataset, and what is known of it. */
export interface Series extends Identity, Reading {}

/** What is known of an earlier moment. */
export interface Past {
  /** Whether the dataset's history is here. */
  has(dataset: string): boolean;
  /** What the series said then; nothing where the history of its dataset is not here. */
  reading(series: Series, moment: number): Partial<Reading> | undefined;
  range(dataset: string, quantity: string): { low: number; high: number } | undefined;
}

/** A place and all that is measured there. */
export interface CityPlace {
  readonly place: Place;
  readonly series: Series[];
}

const SILENT_AFTER_WINDOWS = 3;
const SILENT_AT_EARLIEST_MS = 5 * 60_000;

/** The city as far as it is known: datasets, places and the newest value of every series. Windows may come twice and in any order. */
export class City {
  readonly datasets = new Map<string, Dataset>();
  readonly places = new Map<string, CityPlace>();
  private readonly series = new Map<string, Series>();
  private readonly quantities = new Map<string, Quantity>();
  /** The areas that each dataset is shown of; it may be told of larger ones too. */
  private readonly areas = new Map<string, ReadonlySet<string>>();
  private squares: ReadonlyMap<string, Nearby> = new Map();
  /** The newest readings, while the series tell of an earlier moment. */
  private readonly newest = new Map<Series, Reading>();
  private past: Past | undefined;
  private lookedAt: number | undefined;

  /** The end of the quarter of an hour that is looked back to; nothing while it is now. */
  get moment(): number | undefined {
    return this.lookedAt;
  }

  /** Lets every series tell of the quarter of an hour that ended then. */
  lookBack(moment: number, past: Past): void {
    this.past = past;
    this.lookedAt = moment;
    for (const series of this.series.values()) {
      if (!this.newest.has(series)) {
        this.newest.set(series, readingOf(series));
      }
      this.retell(series);
    }
  }

  /** Lets every series tell of now again. */
  comeBack(): void {
    this.past = undefined;
    this.lookedAt = undefined;
    this.newest.forEach((reading, series) => Object.assign(series, reading));
    this.newest.clear();
  }

  /** Lowest and highest of the whole day, so that a colour means the same at each of its moments. */
  rangeOfDay(dataset: string, quantity: string): { low: number; high: number } | undefined {
    return this.past?.range(dataset, quantity);
  }

  /** Whether the series has nothing to say of the moment that is shown. */
  quiet(series: Series): boolean {
    return this.lookedAt === undefined ? silent(series, Date.now()) : series.gap !== undefined;
  }

  private retell(series: Series): void {
    if (this.past !== undefined && this.lookedAt !== undefined) {
      const gap = this.past.has(series.dataset) ? "missing" : "loading";
      Object.assign(series, { value: undefined, suppressed: false, changed: false, gap }, this.past.reading(series, this.lookedAt));
    }
  }

  describe(entries: readonly CatalogueEntry[]): void {
    this.datasets.clear();
    this.quantities.clear();
    const known = new Set<string>();
    for (const { dataset, places, areas } of entries) {
      this.datasets.set(dataset.id, dataset);
      this.areas.set(dataset.id, new Set(areas.map(({ id }) => id)));
      for (const quantity of dataset.quantities) {
        this.quantities.set(quantity.id, quantity);
      }
      for (const place of [...places, ...areas]) {
        known.add(place.id);
        this.places.set(place.id, { place, series: this.places.get(place.id)?.series ?? [] });
      }
    }
    for (const [id, { series }] of this.places) {
      if (!known.has(id)) {
        [...series].forEach((one) => this.forget(one));
        this.places.delete(id);
      }
    }
    this.squares = nearbyOf([...this.places.values()].map(({ place }) => place));
    for (const one of [...this.series.values()]) {
      if (!this.datasets.has(one.dataset)) {
        this.forget(one);
      }
    }
  }

  /** What a square without a name is called after. */
  nearby(square: Place): Nearby | undefined {
    return this.squares.get(square.id);
  }

  quantity(id: string): Quantity | undefined {
    return this.quantities.get(id);
  }

  /** Whether any series of the dataset has that quantity. */
  measures(dataset: string, quantity: string): boolean {
    for (const series of this.series.values()) {
      if (series.dataset === dataset && series.quantity === quantity) {
        return true;
      }
    }
    return false;
  }

  /** Whether the window is of something that the catalogue has told of. */
  knows(window: WindowJson): boolean {
    const { dataset, area } = window;
    return this.datasets.has(dataset) && (area === undefined ? this.places.has(spotOf(window)) : this.areas.get(dataset)?.has(area) === true);
  }

  /** Takes in a window; answers what changed, or nothing when it says nothing newer. */
  take(window: WindowJson): Series | undefined {
    const key = `${window.dataset} ${spotOf(window)} ${window.sensor ?? ""} ${window.quantity}`;
    const known = this.series.get(key);
    const start = Date.parse(window.start);
    const publishedAt = Date.parse(window.publishedAt);
    const before = known === undefined ? undefined : (this.newest.get(known) ?? known);
    if (before !== undefined && !supersedes(window, start, publishedAt, before)) {
      return undefined;
    }
    const series = known ?? this.open(key, window);
    const newest = this.newest.get(series) ?? series;
    const value = window.status === "suppressed" ? undefined : valueOf(window, series.kind);
    const suppressed = window.status === "suppressed";
    const changed = known !== undefined && (newest.value !== value || newest.suppressed !== suppressed);
    Object.assign(newest, {
      resolution: window.resolution,
      start,
      end: Date.parse(window.end),
      revision: window.revision,
      publishedAt,
      at: Math.min(publishedAt, Date.parse(window.end)),
      suppressed,
      value,
      gathered: isGathered(window, series.kind),
    } satisfies Partial<Reading>);
    series.changed = changed;
    return series;
  }

  /** Forgets every window that has a part in what was taken back. */
  withdraw(withdrawal: Withdrawal): void {
    const from = withdrawal.from === undefined ? -Infinity : Date.parse(withdrawal.from);
    const to = withdrawal.to === undefined ? Infinity : Date.parse(withdrawal.to);
    for (const series of [...this.series.values()]) {
      if (series.dataset === withdrawal.dataset && series.start < to && series.end > from) {
        this.forget(series);
      }
    }
  }

  private open(key: string, window: WindowJson): Series {
    const described = this.quantities.get(window.quantity);
    const series: Series = {
      key,
      dataset: window.dataset,
      place: spotOf(window),
      sensor: window.sensor,
      quantity: window.quantity,
      unit: window.unit,
      described,
      kind: kindOf(described, window.unit),
      theme: themeOf(described, window.quantity),
      resolution: window.resolution,
      start: 0,
      end: 0,
      revision: 0,
      publishedAt: 0,
      at: 0,
      suppressed: false,
      value: undefined,
      gathered: false,
      changed: false,
      gap: undefined,
    };
    this.series.set(key, series);
    if (this.past !== undefined) {
      this.newest.set(series, readingOf(series));
      this.retell(series);
    }
    const place = this.places.get(series.place);
    if (place !== undefined) {
      place.series.push(series);
      place.series.sort((a, b) => (a.key < b.key ? -1 : 1));
    }
    return series;
  }

  private forget(series: Series): void {
    this.series.delete(series.key);
    this.newest.delete(series);
    const there = this.places.get(series.place)?.series;
    const index = there?.indexOf(series) ?? -1;
    if (there !== undefined && index >= 0) {
      there.splice(index, 1);
    }
  }
}

function readingOf(series: Series): Reading {
  const { resolution, start, end, revision, publishedAt, at, suppressed, value, gathered, changed, gap } = series;
  return { resolution, start, end, revision, publishedAt, at, suppressed, value, gathered, changed, gap };
}

/** Whether the series has missed its rhythm by so much that its value is no longer news. */
export function silent(series: Series, now: number): boolean {
  return now - series.at > Math.max(SILENT_AFTER_WINDOWS * lengthOf(series.resolution), SILENT_AT_EARLIEST_MS);
}

/** The figure that answers "how is it now" for that kind of quantity. */
export function valueOf(window: WindowJson, kind: Kind | undefined): number | undefined {
  switch (kind) {
    case "amount":
      return window.sum ?? window.last;
    case "counter":
      return window.delta ?? window.last;
    case undefined:
      return window.last ?? window.mean ?? window.delta ?? window.sum;
    default:
      return window.last ?? window.mean;
  }
}

/** Whether that figure came together over the whole window. */
function isGathered(window: WindowJson, kind: Kind | undefined): boolean {
  return (kind === "amount" && window.sum !== undefined) || (kind === "counter" && window.delta !== undefined);
}

function spotOf(window: WindowJson): string {
  return window.place ?? window.area ?? "";
}

/** Newer windows win; of one window the later word wins; the finer resolution wins while both speak of the same time. */
function supersedes(window: WindowJson, start: number, publishedAt: number, known: Reading): boolean {
  if (window.resolution === known.resolution) {
    return start > known.start || (start === known.start && (window.revision > known.revision || publishedAt > known.publishedAt));
  }
  return lengthOf(window.resolution) < lengthOf(known.resolution)
    ? Date.parse(window.end) > known.start
    : start > known.start + lengthOf(known.resolution);
}
