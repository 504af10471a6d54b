import { NoAnswer, type UsualSeries, type Where, fetchLastDay, fetchNormal, lastDayLink } from "../api/open-api.ts";
import { type Cell, type HistoryRow, cellsOf, styleOf } from "../chart/cells.ts";
import { Chart } from "../chart/chart.ts";
import { Normal, type UsualHour } from "../chart/normal.ts";
import { type Address, linkTo } from "../page/address.ts";
import { element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { siteLink } from "../page/site.ts";
import type { City, CityPlace, Series } from "./city.ts";
import { figure, lengthOf, moment } from "../page/format.ts";
import { pulse } from "./pulse.ts";
import { gatheredOver, placeName, quantityName, shortValue, shownUnit, whenText } from "./value.ts";
import { unitForPeople } from "../page/vocabulary.ts";

/** Whether the panel stands beside the map, and not below it. */
const beside = matchMedia("(min-width: 62rem)");

interface Card {
  readonly series: Series;
  readonly node: HTMLElement;
  readonly value: HTMLElement;
  readonly unit: HTMLElement;
  readonly time: HTMLElement;
  readonly chart: HTMLElement;
  readonly range: HTMLElement;
  readonly usual: HTMLElement;
  drawing: Chart | undefined;
  normal: Normal | undefined;
  cells: readonly Cell[];
}

const DAY_MS = 86_400_000;
const DAY_AGAIN_MS = 5 * 60_000;
const HISTORY_AGAIN_MS = 15_000;
/** So many times the usual spread away from what is usual is worth a mark. */
const UNUSUAL = 1.5;
/** In letters of the page. */
const CHART_HEIGHT = 7.5;

/** One place with all its series: newest value, the last day, how fresh it is. */
export class PlacePanel {
  readonly node = element("section", { class: "place-panel", "aria-labelledby": "place-name", hidden: true });
  private readonly heading = element("h2", { class: "place-name", id: "place-name", tabindex: "-1" });
  private readonly body = element("div", { class: "cards" });
  private readonly back = element("a", { class: "button back", "data-back": true });
  private readonly why = element("a", { class: "why" });
  private readonly unlearned = element("p", { class: "quiet note", hidden: true });
  private readonly cards = new Map<string, Card>();
  private shown: string | null = null;
  private fetchedAt = 0;
  private answered = true;
  private address: Address;
  private readonly city: City;
  private readonly speech: Speech;
  private readonly tellHistory: (away: boolean) => void;

  constructor(city: City, speech: Speech, address: Address, tellHistory: (away: boolean) => void) {
    this.city = city;
    this.speech = speech;
    this.address = address;
    this.tellHistory = tellHistory;
    this.node.append(element("div", { class: "side-head" }, this.back, this.heading, this.why), this.body, this.unlearned);
  }

  show(address: Address): void {
    this.address = address;
    this.node.hidden = address.place === null;
    this.back.setAttribute("href", linkTo(address, { place: null }));
    write(this.back, `← ${this.speech.say("back")}`);
    const there = address.place === null ? undefined : this.city.places.get(address.place);
    if (address.place === null) {
      this.shown = null;
      this.historyAnswered(true);
      return;
    }
    write(this.heading, there === undefined ? address.place : placeName(this.city, there.place, this.speech));
    this.why.hidden = there === undefined || there.place.outline !== undefined;
    this.why.setAttribute("href", siteLink(`/here/${encodeURIComponent(address.place)}`));
    write(this.why, this.speech.say("aboutPlace"));
    if (there === undefined) {
      this.body.replaceChildren(element("p", { class: "quiet note" }, this.speech.say("unknownPlace")));
      return;
    }
    const fingerprint = `${address.place}/${address.dataset}/${there.series.map((one) => one.key).join("/")}`;
    if (fingerprint !== this.shown) {
      this.shown = fingerprint;
      this.draw(there);
      void this.fetchDay(there);
    }
  }

  focus(): void {
    this.heading.focus({ preventScroll: true });
    this.node.scrollIntoView({ block: beside.matches ? "nearest" : "start" });
  }

  update(changed: ReadonlySet<Series>): void {
    if (this.node.hidden) {
      return;
    }
    let unknown = false;
    for (const series of changed) {
      const card = this.cards.get(series.key);
      if (card !== undefined) {
        this.paint(card, series.changed);
      } else {
        unknown ||= series.place === this.address.place;
      }
    }
    if (unknown) {
      this.show(this.address);
    }
  }

  refresh(): void {
    this.cards.forEach((card) => this.paint(card, false));
    const there = this.city.places.get(this.address.place ?? "");
    const wait = this.answered ? DAY_AGAIN_MS : HISTORY_AGAIN_MS;
    if (!this.node.hidden && there !== undefined && Date.now() - this.fetchedAt > wait) {
      void this.fetchDay(there);
    }
  }

  private draw(there: CityPlace): void {
    this.cards.clear();
    this.body.replaceChildren();
    this.unlearned.hidden = true;
    if (there.series.length === 0) {
      this.body.append(element("p", { class: "quiet note" }, this.speech.say("noValue")));
    }
    // What one came for stands first.
    const chosen = (id: string): number => Number(id === this.address.dataset);
    const datasets = [...new Set(there.series.map((one) => one.dataset))].sort((a, b) => chosen(b) - chosen(a));
    for (const id of datasets) {
      const dataset = this.city.datasets.get(id);
      const title = this.speech.pick(dataset?.title, id);
      const cards = there.series.filter((one) => one.dataset === id).map((series) => this.card(series));
      const about = element("a", { class: "about", href: siteLink(`/datasets/${encodeURIComponent(id)}`), "aria-label": `${this.speech.say("aboutDataset")}: ${title}` }, this.speech.say("aboutDataset"));
      const download = element(
        "a",
        { class: "download", href: lastDayLink(id, whereOf(there), dayResolution(there.series.find((one) => one.dataset === id)?.resolution ?? "PT1H"), "csv"), "aria-label": `${this.speech.say("download")}: ${title}` },
        this.speech.say("download"),
      );
      this.body.append(
        element("section", { class: "card-group", "aria-label": title }, element("div", { class: "group-head" }, element("h3", {}, title), about, download), ...cards),
      );
    }
    this.cards.forEach((card) => this.paint(card, false));
  }

  private card(series: Series): HTMLElement {
    const value = element("span", { class: "card-value figures" });
    const unit = element("span", { class: "card-unit" });
    const time = element("span", { class: "card-time quiet figures" });
    const chart = element("div", { class: "chart" });
    const range = element("p", { class: "card-range quiet figures" }, this.speech.say("dayLoading"));
    const usual = element("p", { class: "card-usual figures", hidden: true });
    const node = element(
      "article",
      { class: "card" },
      element("h4", { class: "card-name" }, quantityName(this.city, series.quantity, this.speech)),
      element("p", { class: "card-now" }, value, " ", unit),
      time,
      usual,
      chart,
      range,
    );
    node.style.setProperty("--theme", `var(--${series.theme})`);
    node.style.setProperty("--series", `var(--${series.theme})`);
    this.cards.set(series.key, { series, node, value, unit, time, chart, range, usual, drawing: undefined, normal: undefined, cells: [] });
    return node;
  }

  private paint(card: Card, live: boolean): void {
    const { series } = card;
    const changed = write(card.value, series.value === undefined && !series.suppressed ? (series.gap === undefined ? this.speech.say("noValue") : "–") : shortValue(series, this.speech));
    write(card.unit, [shownUnit(series), gatheredOver(series, this.speech)].filter((part) => part !== "").join(" "));
    const quiet = this.city.quiet(series);
    write(card.time, whenText(series, this.city, this.speech));
    card.time.title = quiet && this.city.moment === undefined ? `${this.speech.say("silentWhy")} ${moment(series.at, this.speech)}` : moment(series.at, this.speech);
    this.paintUsual(card);
    card.node.classList.toggle("silent", quiet);
    card.value.title = series.suppressed ? this.speech.say("protectedWhy") : "";
    if (live && changed) {
      pulse(card.node, [{ backgroundColor: "var(--accent-soft)" }, { backgroundColor: "var(--raised)" }]);
    }
  }

  private async fetchDay(there: CityPlace): Promise<void> {
    this.fetchedAt = Date.now();
    const asked = new Map<string, [string, string]>();
    for (const series of there.series) {
      const resolution = dayResolution(series.resolution);
      asked.set(`${series.dataset} ${resolution}`, [series.dataset, resolution]);
    }
    await Promise.all([...asked.values()].map(([dataset, resolution]) => this.fetchSeries(there, dataset, resolution)));
  }

  private async fetchSeries(there: CityPlace, dataset: string, resolution: string): Promise<void> {
    const cards = (): Card[] =>
      [...this.cards.values()].filter(({ series }) => series.dataset === dataset && dayResolution(series.resolution) === resolution);
    try {
      // What is normal may be long in coming, or nobody's to know: the day is shown without it.
      const normal = fetchNormal(dataset, whereOf(there)).catch((): readonly UsualSeries[] => []);
      const rows = await fetchLastDay(dataset, whereOf(there), resolution);
      this.historyAnswered(true);
      cards().forEach((card) => this.drawDay(card, rows, resolution));
      const usual = await normal;
      cards().forEach((card) => this.learn(card, usual, resolution));
    } catch (failure) {
      this.historyAnswered(failure instanceof NoAnswer && failure.status < 500);
      for (const card of cards()) {
        if (card.chart.childElementCount === 0) {
          write(card.range, this.speech.say("dayAway"));
        }
      }
    }
  }

  private drawDay(card: Card, rows: readonly HistoryRow[], resolution: string): void {
    const { series } = card;
    const mine = rows.filter((row) => (row.place ?? row.area) === series.place && row.quantity === series.quantity && row.sensor === series.sensor);
    card.cells = cellsOf(mine, series.kind);
    const measured = card.cells.filter(({ value }) => value !== undefined);
    if (card.cells.length === 0) {
      card.chart.replaceChildren();
      write(card.range, this.speech.say("dayEmpty"));
      return;
    }
    this.drawChart(card, resolution);
    const range = measured.length === 0 ? "" : this.rangeText(series, measured);
    write(card.range, measured.length === 0 ? this.speech.say("dayEmpty") : range === "" ? this.speech.say("lastDay") : `${this.speech.say("lastDay")}: ${range}`);
  }

  private drawChart(card: Card, resolution: string): void {
    const { series } = card;
    if (card.drawing === undefined) {
      card.drawing = new Chart(this.speech, { height: CHART_HEIGHT, bare: true });
      card.chart.replaceChildren(card.drawing.node);
    }
    const now = Date.now();
    card.drawing.show({
      name: this.speech.say("chartToday", { quantity: quantityName(this.city, series.quantity, this.speech) }),
      unit: series.unit,
      kind: series.kind,
      places: series.described?.places,
      resolution,
      from: now - DAY_MS,
      to: now,
      cells: card.cells,
      style: styleOf(series.kind),
      normal: card.normal,
    });
  }

  private learn(card: Card, usual: readonly UsualSeries[], resolution: string): void {
    const { series } = card;
    const hours = usual.find((one) => one.quantity === series.quantity && one.sensor === series.sensor)?.hours ?? [];
    card.normal = new Normal(hours);
    if (hours.length > 0 && card.cells.length > 0) {
      this.drawChart(card, resolution);
    }
    this.paintUsual(card);
    const cards = [...this.cards.values()];
    this.unlearned.hidden = cards.some((one) => one.normal === undefined || one.normal.size > 0);
    write(this.unlearned, this.speech.say("normalUnknown"));
  }

  /** What is normal here at this hour of the week, in words. */
  private paintUsual(card: Card): void {
    const { series, normal } = card;
    const at = (this.city.moment ?? Date.now()) - 1;
    const hour = series.suppressed || series.gathered || series.kind === "state" || series.kind === "direction" ? undefined : normal?.at(at);
    card.usual.hidden = hour === undefined;
    if (hour !== undefined) {
      write(card.usual, this.usualText(series, hour));
      const beyond = UNUSUAL * (hour.p75 - hour.p25);
      card.node.classList.toggle("unusual", series.value !== undefined && (series.value < hour.p25 - beyond || series.value > hour.p75 + beyond));
    }
  }

  private usualText(series: Series, { weekday, hour, p25, p75 }: UsualHour): string {
    const written = (value: number): string => figure(value, series.described?.places, this.speech);
    const unit = unitForPeople(series.unit);
    const day = this.speech.say("weekdays").split(" ")[weekday - 1] ?? "";
    return this.speech.say("normalNow", { day, hour: `${hour}–${hour + 1}`, low: written(p25), high: `${written(p75)}${unit === "" ? "" : `\u00a0${unit}`}` });
  }

  private historyAnswered(answered: boolean): void {
    if (answered !== this.answered) {
      this.answered = answered;
      this.tellHistory(!answered);
    }
  }

  private rangeText(series: Series, cells: readonly Cell[]): string {
    if (series.kind === "direction" || series.kind === "state") {
      return "";
    }
    const unit = unitForPeople(series.unit);
    const written = (value: number): string => `${figure(value, series.described?.places, this.speech)}${unit === "" ? "" : `\u00a0${unit}`}`;
    if (styleOf(series.kind) === "bars") {
      return this.speech.say("dayTotal", { total: written(cells.reduce((sum, cell) => sum + (cell.value ?? 0), 0)) });
    }
    return this.speech.say("dayRange", {
      low: written(Math.min(...cells.map((cell) => cell.row.min ?? cell.value ?? Infinity))),
      high: written(Math.max(...cells.map((cell) => cell.row.max ?? cell.value ?? -Infinity))),
    });
  }
}

function whereOf({ place }: CityPlace): Where {
  return place.outline === undefined ? { place: place.id } : { area: place.id };
}

/** Quarters of an hour where the series has them, else hours, else what it has. */
export function dayResolution(finest: string): string {
  return ["PT15M", "PT1H"].find((wanted) => lengthOf(finest) <= lengthOf(wanted)) ?? finest;
}
