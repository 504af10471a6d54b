import type { CatalogueEntry } from "../api/open-api.ts";
import type { Dataset, Kind, Place, Quantity, Theme, WindowJson, Withdrawal } from "../api/shapes.ts";
import { lengthOf } from "./format.ts";
import { kindOf, themeOf } from "./vocabulary.ts";

/** One quantity of one sensor in one dataset, and the newest that is known of it. */
export interface Series {
  readonly key: string;
  readonly dataset: string;
  readonly place: string;
  readonly sensor: string | undefined;
  readonly quantity: string;
  readonly unit: string;
  readonly described: Quantity | undefined;
  readonly kind: Kind | undefined;
  readonly theme: Theme;
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

  describe(entries: readonly CatalogueEntry[]): void {
    this.datasets.clear();
    this.quantities.clear();
    const known = new Set<string>();
    for (const { dataset, places } of entries) {
      this.datasets.set(dataset.id, dataset);
      for (const quantity of dataset.quantities) {
        this.quantities.set(quantity.id, quantity);
      }
      for (const place of places) {
        known.add(place.id);
        this.places.set(place.id, { place, series: this.places.get(place.id)?.series ?? [] });
      }
    }
    for (const [id, { series }] of this.places) {
      if (!known.has(id)) {
        this.places.delete(id);
        series.forEach((one) => this.series.delete(one.key));
      }
    }
    for (const one of [...this.series.values()]) {
      if (!this.datasets.has(one.dataset)) {
        this.forget(one);
      }
    }
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
    return this.datasets.has(window.dataset) && this.places.has(spotOf(window));
  }

  /** Takes in a window; answers what changed, or nothing when it says nothing newer. */
  take(window: WindowJson): Series | undefined {
    const key = `${window.dataset} ${spotOf(window)} ${window.sensor ?? ""} ${window.quantity}`;
    const known = this.series.get(key);
    const start = Date.parse(window.start);
    const publishedAt = Date.parse(window.publishedAt);
    if (known !== undefined && !supersedes(window, start, publishedAt, known)) {
      return undefined;
    }
    const series = known ?? this.open(key, window);
    const value = window.status === "suppressed" ? undefined : valueOf(window, series.kind);
    const suppressed = window.status === "suppressed";
    series.changed = known !== undefined && (series.value !== value || series.suppressed !== suppressed);
    series.resolution = window.resolution;
    series.start = start;
    series.end = Date.parse(window.end);
    series.revision = window.revision;
    series.publishedAt = publishedAt;
    series.at = Math.min(publishedAt, series.end);
    series.suppressed = suppressed;
    series.value = value;
    series.gathered = isGathered(window, series.kind);
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
    };
    this.series.set(key, series);
    const place = this.places.get(series.place);
    if (place !== undefined) {
      place.series.push(series);
      place.series.sort((a, b) => (a.key < b.key ? -1 : 1));
    }
    return series;
  }

  private forget(series: Series): void {
    this.series.delete(series.key);
    const there = this.places.get(series.place)?.series;
    const index = there?.indexOf(series) ?? -1;
    if (there !== undefined && index >= 0) {
      there.splice(index, 1);
    }
  }
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
function supersedes(window: WindowJson, start: number, publishedAt: number, known: Series): boolean {
  if (window.resolution === known.resolution) {
    return start > known.start || (start === known.start && (window.revision > known.revision || publishedAt > known.publishedAt));
  }
  return lengthOf(window.resolution) < lengthOf(known.resolution)
    ? Date.parse(window.end) > known.start
    : start > known.start + lengthOf(known.resolution);
}
