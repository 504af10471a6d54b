import type { Detail, Spot } from "../api/details.ts";
import { fetchLatest } from "../api/open-api.ts";
import { LiveStream } from "../api/live-stream.ts";
import type { WindowJson } from "../api/shapes.ts";
import { age, moment } from "../page/format.ts";
import { cellOf } from "../chart/cells.ts";
import { remarks, valueOf } from "../chart/words.ts";
import { element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { spotName, squareSize } from "../page/spots.ts";
import type { Question } from "./question.ts";

/** So many places are listed at first. */
const LISTED = 8;

interface Listener {
  hear(window: WindowJson): void;
  /** Something was taken back: what is shown may no longer be true. */
  withdrawn(): void;
  choose(spot: Spot): void;
}

/** The newest figure of the chosen series, large, and of all places below. Both follow what is told live. */
export class Now {
  readonly node = element("section", { class: "now", "aria-labelledby": "now" });
  private readonly value = element("p", { class: "now-value figures" });
  private readonly where = element("p", { class: "now-where quiet figures" });
  private readonly state = element("p", { class: "now-state", "data-live": "connecting" });
  private readonly rows = element("tbody");
  private readonly everywhere: HTMLElement;
  private readonly detail: Detail;
  private readonly spots: readonly Spot[];
  private readonly speech: Speech;
  private readonly listener: Listener;
  private readonly newest = new Map<string, WindowJson>();
  private question: Question | undefined;
  private all = false;
  private pending = false;

  constructor(detail: Detail, spots: readonly Spot[], speech: Speech, listener: Listener) {
    this.detail = detail;
    this.spots = spots;
    this.speech = speech;
    this.listener = listener;
    this.everywhere = this.table();
    this.node.append(element("h2", { id: "now" }, speech.say("nowHead")), this.value, this.where, this.state, this.everywhere);
    setInterval(() => this.paint(), 10_000);
  }

  /** Which place has most to tell, where nobody chose one. */
  async begin(): Promise<string | undefined> {
    const windows = await fetchLatest(this.detail.id).catch(() => []);
    windows.forEach((window) => this.keep(window));
    const telling = new Set(windows.filter(({ status }) => status !== "suppressed").map((window) => window.area ?? window.place));
    // Of squares within squares, those of a kilometre tell most at a glance.
    const apart = ({ id }: Spot): number => Math.abs(squareSize(id) - 1_000);
    return this.spots.filter(({ id }) => telling.has(id)).sort((a, b) => apart(a) - apart(b))[0]?.id;
  }

  listen(): void {
    new LiveStream(`/v1/live?dataset=${encodeURIComponent(this.detail.id)}`, {
      window: (window) => {
        this.keep(window);
        this.listener.hear(window);
        this.soon();
      },
      reset: () => this.newest.clear(),
      withdrawn: () => {
        this.newest.clear();
        void this.begin().then(() => this.paint());
        this.listener.withdrawn();
      },
      state: (state) => {
        this.state.dataset["live"] = state;
        const live = this.detail.isProtected ? "nowProtected" : "nowLive";
        write(this.state, this.speech.say(state === "live" ? live : state === "offline" ? "nowOffline" : "nowConnecting"));
      },
    }).open();
  }

  show(question: Question): void {
    this.question = question;
    this.node.style.setProperty("--series", `var(--${question.quantity.theme ?? "device"})`);
    this.paint();
  }

  private keep(window: WindowJson): void {
    const key = `${window.area ?? window.place}/${window.quantity}`;
    const known = this.newest.get(key);
    if (known === undefined || window.start >= known.start) {
      this.newest.set(key, window);
    }
  }

  /** However much is told, it is written once a second at most. */
  private soon(): void {
    if (!this.pending) {
      this.pending = true;
      setTimeout(() => {
        this.pending = false;
        this.paint();
      }, 1_000);
    }
  }

  private paint(): void {
    const { question, speech } = this;
    if (question === undefined) {
      return;
    }
    const window = this.newest.get(`${question.spot.id}/${question.quantity.id}`);
    const place = spotName(question.spot, speech);
    if (window === undefined) {
      write(this.value, speech.say("nowNone"));
      this.value.classList.add("none");
      write(this.where, place);
    } else {
      write(this.value, this.text(window, question));
      this.value.classList.toggle("none", window.status === "suppressed");
      const told = [age(Date.parse(window.publishedAt), Date.now(), speech), ...(this.detail.isProtected ? remarks(window, speech) : [])];
      write(this.where, speech.say("nowAt", { place, time: told.join(" · ") }));
    }
    this.list(question);
  }

  private text(window: WindowJson, question: Question): string {
    const { quantity } = question;
    return valueOf(cellOf(window, quantity.kind), { unit: quantity.unit ?? "", kind: quantity.kind, places: quantity.places }, this.speech);
  }

  private table(): HTMLElement {
    const { speech } = this;
    const head = [speech.say("choosePlace"), speech.say("columnNow"), speech.say("columnUpdated")];
    const more = element("button", { class: "button", type: "button" }, speech.say("nowEverywhereCount", { count: this.spots.length }));
    more.hidden = this.spots.length <= LISTED;
    more.addEventListener("click", () => {
      this.all = true;
      more.hidden = true;
      this.paint();
    });
    const table = element("table", { class: "figures everywhere" }, element("thead", {}, element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text)))), this.rows);
    return element("details", { class: "now-everywhere", open: this.spots.length > 1 }, element("summary", {}, speech.say("nowEverywhere")), table, more);
  }

  private list(question: Question): void {
    const { speech } = this;
    const told = this.spots
      .map((spot) => ({ spot, window: this.newest.get(`${spot.id}/${question.quantity.id}`) }))
      .filter((one): one is { spot: Spot; window: WindowJson } => one.window !== undefined)
      .sort((a, b) => Number(a.window.status === "suppressed") - Number(b.window.status === "suppressed") || spotName(a.spot, speech).localeCompare(spotName(b.spot, speech), speech.locale));
    this.everywhere.hidden = told.length < 2;
    const shown = this.all ? told : told.slice(0, LISTED);
    while (this.rows.rows.length > shown.length) {
      this.rows.deleteRow(-1);
    }
    shown.forEach(({ spot, window }, index) => {
      const row = (this.rows.rows[index] ?? this.rows.appendChild(this.row())) as HTMLTableRowElement;
      const button = row.querySelector("button") as HTMLButtonElement;
      row.dataset["spot"] = spot.id;
      row.classList.toggle("chosen", spot.id === question.spot.id);
      button.setAttribute("aria-pressed", String(spot.id === question.spot.id));
      write(button, spotName(spot, speech));
      write(row.cells[1] as HTMLElement, this.text(window, question));
      const published = Date.parse(window.publishedAt);
      write(row.cells[2] as HTMLElement, age(published, Date.now(), speech));
      (row.cells[2] as HTMLElement).title = moment(published, speech);
    });
  }

  private row(): HTMLTableRowElement {
    const button = element("button", { class: "plain-button", type: "button" });
    const row = element("tr", {}, element("th", { scope: "row" }, button), element("td"), element("td", { class: "quiet" }));
    button.addEventListener("click", () => {
      const spot = this.spots.find(({ id }) => id === row.dataset["spot"]);
      if (spot !== undefined) {
        this.listener.choose(spot);
      }
    });
    return row;
  }
}
