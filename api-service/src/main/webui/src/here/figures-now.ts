import { LiveStream } from "../api/live-stream.ts";
import { fetchJson } from "../api/open-api.ts";
import { below } from "../api/details.ts";
import type { Quantity, WindowJson } from "../api/shapes.ts";
import { measuredAt } from "../dataset/question.ts";
import { age } from "../page/format.ts";
import { cellOf } from "../chart/cells.ts";
import { valueOf } from "../chart/words.ts";
import { element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { siteLink } from "../page/site.ts";
import type { MeasuredHere } from "./measured-here.ts";

interface Card {
  readonly spot: string;
  readonly quantity: Quantity;
  readonly value: HTMLElement;
  readonly time: HTMLElement;
  readonly node: HTMLElement;
  window?: WindowJson;
}

/** What is said here right now, in figures that can be read in the sun. They follow what is told live. */
export class FiguresNow {
  readonly node = element("ul", { class: "figures-now" });
  private readonly cards = new Map<string, Card>();
  private readonly speech: Speech;

  constructor(here: readonly MeasuredHere[], speech: Speech) {
    this.speech = speech;
    for (const one of here) {
      for (const quantity of measuredAt(one.detail, one.spot)) {
        this.card(one, quantity);
      }
    }
    setInterval(() => this.paint(), 10_000);
  }

  async begin(here: readonly MeasuredHere[]): Promise<void> {
    await this.fetch(here);
    const spot = here[0]?.spot;
    if (spot === undefined) {
      return;
    }
    const wish = new URLSearchParams([...here.map(({ detail }) => ["dataset", detail.id]), [spot.isArea ? "area" : "place", spot.id]]);
    new LiveStream(`/v1/live?${wish}`, {
      window: (window) => this.hear(window),
      reset: () => undefined,
      withdrawn: () => {
        this.cards.forEach((card) => delete card.window);
        void this.fetch(here);
      },
      state: () => undefined,
    }).open();
  }

  private async fetch(here: readonly MeasuredHere[]): Promise<void> {
    await Promise.all(
      here.map(async ({ detail, spot }) => {
        const wish = new URLSearchParams({ [spot.isArea ? "area" : "place"]: spot.id });
        const { windows } = await fetchJson<{ windows: WindowJson[] }>(below(detail.id, `/latest?${wish}`)).catch(() => ({ windows: [] }));
        windows.forEach((window) => this.keep(window));
      }),
    );
    this.paint();
  }

  private hear(window: WindowJson): void {
    this.keep(window);
    this.paint();
  }

  private keep(window: WindowJson): void {
    const card = this.cards.get(`${window.dataset}/${window.quantity}`);
    if (card !== undefined && card.spot === (window.area ?? window.place) && (card.window === undefined || window.start >= card.window.start)) {
      card.window = window;
    }
  }

  private card({ detail, spot }: MeasuredHere, quantity: Quantity): void {
    const { speech } = this;
    const value = element("strong", { class: "figure-value figures" }, "…");
    const time = element("span", { class: "quiet figures" });
    const more = siteLink(`/datasets/${encodeURIComponent(detail.id)}?${new URLSearchParams({ [spot.isArea ? "area" : "place"]: spot.id, quantity: quantity.id })}`);
    const name = speech.pick(quantity.name, quantity.id);
    const node = element("li", { class: "figure-card" }, element("a", { href: more, "aria-label": `${name}: ${speech.say("hereCurve")}` }, name), value, time);
    node.style.setProperty("--series", `var(--${quantity.theme ?? "device"})`);
    this.cards.set(`${detail.id}/${quantity.id}`, { spot: spot.id, quantity, value, time, node });
    this.node.append(node);
  }

  private paint(): void {
    for (const { quantity, value, time, window } of this.cards.values()) {
      if (window === undefined) {
        write(value, "–");
        write(time, this.speech.say("hereNowNone"));
      } else {
        const measured = { unit: quantity.unit ?? "", kind: quantity.kind, places: quantity.places };
        write(value, valueOf(cellOf(window, quantity.kind), measured, this.speech));
        write(time, age(Date.parse(window.publishedAt), Date.now(), this.speech));
      }
    }
  }
}
