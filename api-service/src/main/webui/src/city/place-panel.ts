import { NoAnswer, fetchLastDay, lastDayLink } from "../api/open-api.ts";
import type { WindowJson } from "../api/shapes.ts";
import { type Address, linkTo } from "../page/address.ts";
import { element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { type City, type CityPlace, type Series, silent } from "./city.ts";
import { age, figure, lengthOf, moment } from "./format.ts";
import { pulse } from "./pulse.ts";
import { type Step, sparkline, stepsOf } from "./sparkline.ts";
import { gatheredOver, quantityName, shortValue, shownUnit } from "./value.ts";
import { unitForPeople } from "./vocabulary.ts";

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
}

const DAY_AGAIN_MS = 5 * 60_000;
const HISTORY_AGAIN_MS = 15_000;

/** One place with all its series: newest value, the last day, how fresh it is. */
export class PlacePanel {
  readonly node = element("section", { class: "place-panel", "aria-labelledby": "place-name", hidden: true });
  private readonly heading = element("h2", { class: "place-name", id: "place-name", tabindex: "-1" });
  private readonly body = element("div", { class: "cards" });
  private readonly back = element("a", { class: "button back", "data-back": true });
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
    this.node.append(element("div", { class: "side-head" }, this.back, this.heading), this.body);
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
    write(this.heading, there === undefined ? address.place : this.speech.pick(there.place.name, there.place.id));
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
      const download = element(
        "a",
        { class: "download", href: lastDayLink(id, there.place.id, dayResolution(there.series.find((one) => one.dataset === id)?.resolution ?? "PT1H"), "csv"), "aria-label": `${this.speech.say("download")}: ${title}` },
        this.speech.say("download"),
      );
      this.body.append(
        element("section", { class: "card-group", "aria-label": title }, element("div", { class: "group-head" }, element("h3", {}, title), download), ...cards),
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
    const node = element(
      "article",
      { class: "card" },
      element("h4", { class: "card-name" }, quantityName(this.city, series.quantity, this.speech)),
      element("p", { class: "card-now" }, value, " ", unit),
      time,
      chart,
      range,
    );
    node.style.setProperty("--theme", `var(--${series.theme})`);
    this.cards.set(series.key, { series, node, value, unit, time, chart, range });
    return node;
  }

  private paint(card: Card, live: boolean): void {
    const { series } = card;
    const now = Date.now();
    const changed = write(card.value, series.value === undefined && !series.suppressed ? this.speech.say("noValue") : shortValue(series, this.speech));
    write(card.unit, [shownUnit(series), gatheredOver(series, this.speech)].filter((part) => part !== "").join(" "));
    const quiet = silent(series, now);
    write(card.time, quiet ? `${this.speech.say("silent")} · ${age(series.at, now, this.speech)}` : age(series.at, now, this.speech));
    card.time.title = quiet ? `${this.speech.say("silentWhy")} ${moment(series.at, this.speech)}` : moment(series.at, this.speech);
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
      const windows = await fetchLastDay(dataset, there.place.id, resolution);
      this.historyAnswered(true);
      cards().forEach((card) => this.drawDay(card, windows));
    } catch (failure) {
      this.historyAnswered(failure instanceof NoAnswer && failure.status < 500);
      for (const card of cards()) {
        if (card.chart.childElementCount === 0) {
          write(card.range, this.speech.say("dayAway"));
        }
      }
    }
  }

  private drawDay(card: Card, windows: readonly WindowJson[]): void {
    const { series } = card;
    const now = Date.now();
    const mine = windows.filter(
      (window) => (window.place ?? window.area) === series.place && window.quantity === series.quantity && window.sensor === series.sensor,
    );
    const bars = series.gathered;
    const steps = stepsOf(mine, bars, now);
    if (steps.length === 0) {
      card.chart.replaceChildren();
      write(card.range, this.speech.say("dayEmpty"));
      return;
    }
    const range = this.rangeText(series, steps, bars);
    const name = quantityName(this.city, series.quantity, this.speech);
    const words = range === "" ? `${name}: ${this.speech.say("lastDay")}` : this.speech.say("chartSpoken", { quantity: name, range });
    const picture = element("div", { role: "img", "aria-label": words });
    picture.append(sparkline(steps, now, bars ? "bars" : series.kind === "direction" ? "points" : "curve"));
    card.chart.replaceChildren(picture);
    write(card.range, range === "" ? this.speech.say("lastDay") : `${this.speech.say("lastDay")}: ${range}`);
  }

  private historyAnswered(answered: boolean): void {
    if (answered !== this.answered) {
      this.answered = answered;
      this.tellHistory(!answered);
    }
  }

  private rangeText(series: Series, steps: readonly Step[], bars: boolean): string {
    if (series.kind === "direction" || series.kind === "state") {
      return "";
    }
    const unit = unitForPeople(series.unit);
    const written = (value: number): string => `${figure(value, series.described?.places, this.speech)}${unit === "" ? "" : `\u00a0${unit}`}`;
    if (bars) {
      return this.speech.say("dayTotal", { total: written(steps.reduce((sum, step) => sum + step.value, 0)) });
    }
    return this.speech.say("dayRange", {
      low: written(Math.min(...steps.map((step) => step.low))),
      high: written(Math.max(...steps.map((step) => step.high))),
    });
  }
}

/** Quarters of an hour where the series has them, else hours, else what it has. */
export function dayResolution(finest: string): string {
  return ["PT15M", "PT1H"].find((wanted) => lengthOf(finest) <= lengthOf(wanted)) ?? finest;
}
