import { LiveStream, type LiveState } from "../api/live-stream.ts";
import { NoAnswer, fetchCatalogue, fetchLatest } from "../api/open-api.ts";
import type { Kind, Theme, WindowJson } from "../api/shapes.ts";
import { City, type Series } from "../city/city.ts";
import { Hours, told } from "./hours.ts";
import { type Layout, THEMES } from "./layout.ts";
import { Days, type Level, type Said, levelsOf, middleOf } from "./levels.ts";
import { Normal, hourOfWeek } from "./normal.ts";
import { breath, fetchDayOfHours, fetchNewestHours, fetchNormal, fetchSilentDevices, fetchSources } from "./questions.ts";
import { type Device, type Freshness, type SilentGroup, freshnessOf, sensorsOf, silentGroups, silentOf, withDevices } from "./silence.ts";
import { type SourceCounts, type SourceState, Sources } from "./sources.ts";
import { type Finding, type Group, grouped, judged } from "./unusual.ts";

const RETRY_MS = 8_000;
const MINUTE_MS = 60_000;
const CATALOGUE_AGAIN_MS = 5 * MINUTE_MS;
const CATALOGUE_SOON_MS = 5_000;
/** What is normal is made of whole days, so it changes once a day … */
const NORMAL_AGAIN_MS = 6 * 60 * MINUTE_MS;
/** … but where nothing is known of a series, files of its past may be on their way. */
const UNKNOWN_AGAIN_MS = 4 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Whether anything is known, and whether the past answers. */
export type Knowing = "loading" | "failed" | "empty" | "known";

/** All that the wall knows of the city. It asks and listens by itself; who shows it reads it when it likes. */
export class Watch {
  readonly city = new City();
  live: LiveState = "connecting";
  knowing: Knowing = "loading";
  /** When the newest word came, by whichever way. */
  heardAt: number | undefined;
  /** Whether what is normal could be asked for; undefined until it was. */
  normalAnswers: boolean | undefined;
  devices: Device[] | undefined;
  private sources: Sources | undefined;
  private readonly hours = new Hours();
  private readonly normal = new Normal();
  private readonly days = new Days();
  private readonly heard = new Map<string, number>();
  private readonly asked = new Map<string, number>();
  private catalogueTimer: ReturnType<typeof setTimeout> | undefined;
  private catalogueDue = Infinity;
  private pastTimer: ReturnType<typeof setTimeout> | undefined;
  private listening = false;
  private asking = false;
  private readonly told: () => void;
  private layout: Layout;

  /** @param told called when what is known changed in a way that should not wait */
  constructor(layout: Layout, told: () => void) {
    this.layout = layout;
    this.told = told;
  }

  start(): void {
    void this.load();
    setInterval(() => void this.minute(), MINUTE_MS);
  }

  /** Shows something else from now on. */
  arranged(layout: Layout): void {
    const others = layout.places.join() !== this.layout.places.join();
    this.layout = layout;
    if (others) {
      // The middle of other places is another one.
      this.days.clear();
      this.asked.clear();
    }
    void this.askThePast();
  }

  retry(): void {
    void this.load();
  }

  get simulated(): boolean {
    return [...this.city.datasets.values()].some((dataset) => dataset.simulated);
  }

  // What is known, read by the panels.

  levels(now: number): Level[] {
    const said: Said[] = [];
    for (const series of this.shownSeries()) {
      const value = series.gathered ? this.gatheredThisHour(series, now) : series.value;
      if (value !== undefined) {
        said.push({ series, value });
      }
    }
    return levelsOf(said, this.days, THEMES, now);
  }

  /** What is unusual for its hour, and of how many series the usual is known at all. */
  unusual(now: number): { groups: Group[]; known: number; of: number } {
    const findings: Finding[] = [];
    let known = 0;
    let of = 0;
    for (const series of this.shownSeries()) {
      of += 1;
      const week = this.normal.of(series.key);
      known += week === undefined ? 0 : 1;
      const hour = week === undefined ? undefined : this.hours.judgeable(series.key, now);
      const usual = hour === undefined ? undefined : week?.at(hourOfWeek(hour.start));
      const value = week === undefined ? undefined : hour?.figures[week.statistic];
      if (week === undefined || hour === undefined || usual === undefined || value === undefined) {
        continue;
      }
      const judgement = judged(value, usual, week.spread, 10 ** -(series.described?.places ?? 2));
      // What comes together over an hour is too little until the hour is over.
      const tooSoon = judgement?.high === false && !hour.complete && (week.statistic === "sum" || week.statistic === "delta");
      if (judgement !== undefined && !tooSoon) {
        const { key, dataset, place, quantity, theme } = series;
        findings.push({ ...judgement, key, dataset, place, quantity, theme, value, usual, start: hour.start });
      }
    }
    return { groups: grouped(findings), known, of };
  }

  silent(now: number): { groups: SilentGroup[]; count: number; of: number } {
    const sensors = sensorsOf(this.city, (series) => this.isShown(series));
    const open = silentOf(sensors, now);
    const found = this.devices === undefined ? open : withDevices(open, this.devices, (place) => this.isPlaceShown(place));
    return { groups: silentGroups(found, sensors), count: found.length, of: sensors.size };
  }

  late(now: number): Freshness[] {
    return freshnessOf(this.city, sensorsOf(this.city, () => true), this.heard, now);
  }

  /** How it stands with the sources, for those whose role may know; undefined for all others. */
  sourcesNow(now: number): SourceState[] | undefined {
    return this.sources?.at(now);
  }

  private *shownSeries(): Iterable<Series> {
    for (const { series } of this.city.places.values()) {
      for (const one of series) {
        if (this.isShown(one)) {
          yield one;
        }
      }
    }
  }

  private isShown(series: Series): boolean {
    return (this.layout.themes.length === 0 || this.layout.themes.includes(series.theme)) && this.isPlaceShown(series.place);
  }

  private isPlaceShown(place: string | undefined): boolean {
    return this.layout.places.length === 0 || (place !== undefined && this.layout.places.includes(place));
  }

  private gatheredThisHour(series: Series, now: number): number | undefined {
    const figures = this.hours.newest(series.key, now)?.figures;
    return figures === undefined ? series.value : (figures.sum ?? figures.delta);
  }

  // How it comes to know.

  private async load(): Promise<void> {
    this.catalogueDue = Infinity;
    clearTimeout(this.catalogueTimer);
    try {
      this.city.describe(await fetchCatalogue());
    } catch {
      this.knowing = this.city.datasets.size === 0 ? "failed" : this.knowing;
      this.loadWithin(RETRY_MS);
      this.told();
      return;
    }
    const isEmpty = this.city.datasets.size === 0;
    this.knowing = isEmpty ? "empty" : "known";
    this.loadWithin(isEmpty ? RETRY_MS : CATALOGUE_AGAIN_MS);
    this.forgetTheGone();
    this.told();
    if (!isEmpty) {
      this.listen();
      await this.minute();
      await this.askThePast();
    }
  }

  private loadWithin(delay: number): void {
    if (Date.now() + delay < this.catalogueDue) {
      this.catalogueDue = Date.now() + delay;
      clearTimeout(this.catalogueTimer);
      this.catalogueTimer = setTimeout(() => void this.load(), delay);
    }
  }

  private forgetTheGone(): void {
    const there = new Set([...this.city.places.values()].flatMap(({ series }) => series.map(({ key }) => key)));
    if (there.size > 0) {
      this.hours.keep((key) => there.has(key));
    }
    for (const dataset of [...this.heard.keys()]) {
      if (!this.city.datasets.has(dataset)) {
        this.heard.delete(dataset);
      }
    }
  }

  private listen(): void {
    if (this.listening) {
      return;
    }
    this.listening = true;
    new LiveStream("/v1/live", {
      window: (window) => this.take(window),
      reset: () => this.loadWithin(0),
      withdrawn: (withdrawal) => {
        this.city.withdraw(withdrawal);
        this.loadWithin(CATALOGUE_SOON_MS);
      },
      state: (state) => {
        this.live = state;
        this.told();
      },
    }).open();
  }

  private take(window: WindowJson): void {
    this.heardAt = Date.now();
    const at = Math.min(Date.parse(window.publishedAt), Date.parse(window.end));
    this.heard.set(window.dataset, Math.max(at, this.heard.get(window.dataset) ?? 0));
    if (this.city.knows(window)) {
      this.city.take(window);
    } else if (window.place !== undefined) {
      this.loadWithin(CATALOGUE_SOON_MS);
    }
  }

  /** Once a minute: the hours, the devices, and where the stream is held back the values too. */
  private async minute(): Promise<void> {
    const now = Date.now();
    for (const { id, resolutions } of [...this.city.datasets.values()]) {
      try {
        if (resolutions.includes("PT1H")) {
          (await fetchNewestHours(id)).forEach((window) => this.hours.take(window));
        }
        if (this.live !== "live") {
          (await fetchLatest(id)).forEach((window) => this.take(window));
        }
      } catch {
        // What was known stands, with its age.
      }
    }
    try {
      this.devices = await fetchSilentDevices();
    } catch {
      // The same.
    }
    try {
      this.lookAtSources(await fetchSources());
    } catch {
      // The same.
    }
    this.noteTheHour(now);
    this.told();
  }

  private lookAtSources(counts: readonly SourceCounts[] | undefined): void {
    this.sources = counts === undefined ? undefined : (this.sources ?? new Sources());
    this.sources?.take(counts ?? [], Date.now());
  }

  /** The middle of the hour that has passed goes into the day. */
  private noteTheHour(now: number): void {
    const before = Math.floor(now / HOUR_MS) * HOUR_MS - HOUR_MS;
    const values = new Map<string, { kind: Kind | undefined; values: number[] }>();
    for (const series of this.shownSeries()) {
      const hour = this.hours.judgeable(series.key, now);
      const value = hour === undefined ? undefined : told(hour);
      if (hour?.start === before && value !== undefined) {
        const known = values.get(series.quantity);
        if (known === undefined) {
          values.set(series.quantity, { kind: series.kind, values: [value] });
        } else {
          known.values.push(value);
        }
      }
    }
    values.forEach((hour, quantity) => this.days.set(quantity, before, middleOf(hour.values, hour.kind)));
  }

  /** A day of hours, and what is normal: asked one after the other, in no hurry. */
  private async askThePast(): Promise<void> {
    if (this.asking) {
      return;
    }
    this.asking = true;
    try {
      for (const { id, quantities, resolutions } of [...this.city.datasets.values()]) {
        for (const { id: quantity, theme, kind } of resolutions.includes("PT1H") ? quantities : []) {
          await this.askOf(id, quantity, theme, kind);
        }
      }
      this.normalAnswers = true;
    } catch {
      this.normalAnswers = false;
      clearTimeout(this.pastTimer);
      this.pastTimer = setTimeout(() => void this.askThePast(), MINUTE_MS);
    } finally {
      this.asking = false;
      this.told();
    }
  }

  private async askOf(dataset: string, quantity: string, theme: Theme | undefined, kind: Kind | undefined): Promise<void> {
    const key = `${dataset} ${quantity}`;
    const isHidden = theme !== undefined && this.layout.themes.length > 0 && !this.layout.themes.includes(theme);
    const age = Date.now() - (this.asked.get(key) ?? 0);
    if (isHidden || age < UNKNOWN_AGAIN_MS) {
      return;
    }
    const isIts = (one: Series): boolean => one.dataset === dataset && one.quantity === quantity;
    const there = [...this.city.places.values()].filter(({ series }) => series.some(isIts));
    const isKnown = kind === "direction" || there.every(({ series }) => series.filter(isIts).every((one) => this.normal.of(one.key) !== undefined));
    if (there.length === 0 || (isKnown && age < NORMAL_AGAIN_MS)) {
      return;
    }
    const places = there.map(({ place }) => place);
    try {
      const windows = await fetchDayOfHours(dataset, quantity);
      windows.forEach((window) => this.hours.take(window));
      this.days.take(quantity, windows.filter(({ place }) => this.isPlaceShown(place)), kind);
      await breath();
      await fetchNormal(dataset, quantity, places, (answer) => this.normal.take(answer));
    } catch (failure) {
      // What is refused is refused the next time too; the rest may still be known.
      const isRefused = failure instanceof NoAnswer && failure.status < 500 && failure.status !== 429;
      if (!isRefused) {
        throw failure;
      }
    }
    this.asked.set(key, Date.now());
    this.told();
  }
}
