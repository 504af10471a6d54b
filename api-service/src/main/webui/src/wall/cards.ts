import { Sparkline } from "../chart/sparkline.ts";
import type { City } from "../city/city.ts";
import { figure } from "../page/format.ts";
import { pulse } from "../city/pulse.ts";
import { quantityName } from "../city/value.ts";
import { drawn, element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { MessageKey } from "../page/messages.ts";
import { type Level, type Trend, figuresOfDay } from "./levels.ts";
import { placeName, themeName, withUnit } from "./words.ts";

interface Card {
  readonly node: HTMLLIElement;
  readonly theme: HTMLElement;
  readonly name: HTMLElement;
  readonly value: HTMLElement;
  readonly unit: HTMLElement;
  readonly trend: HTMLElement;
  readonly arrow: SVGPathElement;
  readonly day: Sparkline;
  readonly reach: HTMLElement;
}

const ARROWS: Record<Trend, string> = { up: "M4 16L16 5M8 5h8v8", down: "M4 4L16 15M8 15h8v-8", steady: "M3 10h14M12 5l5 5l-5 5", unknown: "" };
export const TREND_WORDS: Record<Trend, MessageKey> = { up: "wallRising", down: "wallFalling", steady: "wallSteady", unknown: "wallTrendUnknown" };

/** One card for every quantity: where its middle lies, which way it goes, and how it went over the day. */
export class Cards {
  readonly node = element("ul", { class: "cards-of-levels" });
  private readonly cards = new Map<string, Card>();
  private readonly city: City;
  private readonly speech: Speech;

  constructor(city: City, speech: Speech) {
    this.city = city;
    this.speech = speech;
  }

  show(levels: readonly Level[]): void {
    const wanted = new Set(levels.map(({ quantity }) => quantity));
    for (const [quantity, card] of this.cards) {
      if (!wanted.has(quantity)) {
        card.node.remove();
        this.cards.delete(quantity);
      }
    }
    levels.forEach((level, index) => {
      const card = this.cards.get(level.quantity) ?? this.add(level.quantity);
      if (this.node.children[index] !== card.node) {
        this.node.insertBefore(card.node, this.node.children[index] ?? null);
      }
      this.paint(card, level);
    });
  }

  private add(quantity: string): Card {
    const arrow = drawn("path", {});
    const day = new Sparkline();
    const theme = element("span", { class: "card-theme" });
    const name = element("strong", { class: "card-name" });
    const value = element("span", { class: "card-value figures" });
    const unit = element("span", { class: "card-unit" });
    const trend = element("span", { class: "unseen" });
    const reach = element("span", { class: "card-reach quiet figures" });
    const node = element(
      "li",
      { class: "level", "data-quantity": quantity },
      element("span", { class: "card-head" }, name, theme),
      element(
        "span",
        { class: "card-now" },
        value,
        " ",
        unit,
        drawn("svg", { class: "arrow", viewBox: "0 0 20 20", "aria-hidden": "true" }, arrow),
        trend,
        day.node,
      ),
      reach,
    );
    const card = { node, theme, name, value, unit, trend, arrow, day, reach };
    this.cards.set(quantity, card);
    return card;
  }

  private paint(card: Card, level: Level): void {
    const { speech } = this;
    const [value = "", unit = ""] = withUnit(level.middle, level.kind, level.places, level.unit, speech).split("\u00a0");
    write(card.name, quantityName(this.city, level.quantity, speech));
    write(card.theme, themeName(level.theme, speech));
    const isFirst = card.value.textContent === "";
    if (write(card.value, value) && !isFirst) {
      pulse(card.value, [{ opacity: 0.35 }, { opacity: 1 }]);
    }
    write(card.unit, unit);
    write(card.trend, speech.say(TREND_WORDS[level.trend]));
    write(card.reach, this.reach(level));
    set(card.arrow, ARROWS[level.trend]);
    card.day.show(figuresOfDay(level));
    if (card.node.style.getPropertyValue("--theme") !== `var(--${level.theme})`) {
      card.node.style.setProperty("--theme", `var(--${level.theme})`);
    }
  }

  private reach(level: Level): string {
    const { speech } = this;
    if (level.count === 1 || level.kind === "direction" || level.kind === "state") {
      return level.count === 1 ? placeName(this.city, level.high.place, speech) : speech.say("wallSpots", { count: level.count });
    }
    const written = (value: number): string => figure(value, level.places, speech);
    const hour = level.gathered ? `${speech.say("wallThisHour")} · ` : "";
    if (level.low.value === level.high.value) {
      return hour + speech.say("wallSpots", { count: level.count });
    }
    return hour + speech.say("wallReach", { low: written(level.low.value), high: written(level.high.value), place: placeName(this.city, level.high.place, speech) });
  }
}

function set(path: SVGPathElement, d: string): void {
  if (path.getAttribute("d") !== d) {
    path.setAttribute("d", d);
  }
}
