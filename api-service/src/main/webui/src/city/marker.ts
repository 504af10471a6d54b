import type { Theme } from "../api/shapes.ts";
import { element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { type Point, type Spot, spotOf } from "../ground/camera.ts";
import type { City, CityPlace, Series } from "./city.ts";
import { pulse } from "./pulse.ts";
import { fullValue, placeName } from "./value.ts";

export interface Range {
  readonly low: number;
  readonly high: number;
}

const LABEL_AROUND = 42;
const CHARACTER_WIDTH = 7.4;
const FAINTEST = 15;

/** One place on the map: a link with its point, its name and the value of now. */
export class Marker {
  readonly id: string;
  readonly node: HTMLAnchorElement;
  readonly spot: Spot;
  /** Whether it stands for an area and not for a spot. */
  readonly outline: CityPlace["place"]["outline"];
  series: Series | undefined;
  /** Where it is on the screen. */
  at: Point = { x: 0, y: 0 };
  /** How wide its label is. */
  width = 0;
  /** 0 for the lowest value in sight, 1 for the highest. */
  level = 1;
  private painted = "";
  private readonly dot = element("span", { class: "dot", "aria-hidden": "true" });
  private readonly label = element("span", { class: "label figures" });
  private readonly city: City;
  private readonly speech: Speech;

  constructor(there: CityPlace, city: City, speech: Speech) {
    const { place } = there;
    this.city = city;
    this.speech = speech;
    this.id = place.id;
    this.spot = spotOf(place.longitude ?? 0, place.latitude ?? 0);
    this.outline = place.outline;
    const name = element("span", { class: "name" }, placeName(city, place, speech));
    const kind = place.outline === undefined ? "marker" : "marker square";
    this.node = element("a", { class: kind, "data-place": place.id, tabindex: "-1" }, this.dot, name, this.label);
  }

  choose(dataset: string | null, quantity: string | null): void {
    const series = this.city.places.get(this.id)?.series ?? [];
    this.series = dataset === null ? undefined : series.find((one) => one.dataset === dataset && one.quantity === quantity);
    this.measure();
  }

  get isAbsent(): boolean {
    return this.node.classList.contains("absent");
  }

  /** All that is measured here, as colours. */
  paintThemes(): void {
    const series = this.city.places.get(this.id)?.series ?? [];
    const themes = [...new Set(series.map((one) => one.theme))].sort();
    this.node.classList.toggle("absent", series.length === 0);
    this.node.classList.toggle("silent", series.length > 0 && series.every((one) => this.city.quiet(one)));
    const key = themes.join(" ");
    if (key !== this.painted) {
      this.painted = key;
      this.dot.style.background = wheelOf(themes);
    }
    write(this.label, "");
  }

  paintValue(range: Range | undefined): void {
    const { series } = this;
    this.node.classList.toggle("absent", series === undefined);
    if (series === undefined) {
      write(this.label, "");
      return;
    }
    this.node.classList.toggle("silent", this.city.quiet(series));
    this.node.classList.toggle("protected", series.suppressed);
    if (write(this.label, fullValue(series, this.speech))) {
      this.measure();
    }
    const key = `value ${series.theme}`;
    if (key !== this.painted) {
      this.painted = key;
      this.dot.style.background = "";
      this.node.style.setProperty("--theme", `var(--${series.theme})`);
    }
    this.level = range === undefined || series.value === undefined || range.high === range.low ? 1 : clamp((series.value - range.low) / (range.high - range.low));
    this.node.style.setProperty("--level", `${Math.round(FAINTEST + (100 - FAINTEST) * this.level)}%`);
  }

  beat(theme: Theme): void {
    if (!this.node.classList.contains("clustered")) {
      pulse(this.dot, [
        { boxShadow: `0 0 0 0 color-mix(in srgb, var(--${theme}) 60%, transparent)` },
        { boxShadow: `0 0 0 0.9rem color-mix(in srgb, var(--${theme}) 0%, transparent)` },
      ]);
    }
  }

  /** Puts it where the camera sees it. */
  stand(at: Point): void {
    this.at = at;
    this.node.style.translate = `${at.x.toFixed(1)}px ${at.y.toFixed(1)}px`;
  }

  private measure(): void {
    const text = this.series === undefined ? "" : fullValue(this.series, this.speech);
    this.width = text.length * CHARACTER_WIDTH + LABEL_AROUND;
  }
}

/** A disc with a piece for each theme. */
export function wheelOf(themes: readonly Theme[]): string {
  return themes.length < 2
    ? `var(--${themes[0] ?? "device"})`
    : `conic-gradient(${themes.map((theme, i) => `var(--${theme}) ${(i / themes.length) * 360}deg ${((i + 1) / themes.length) * 360}deg`).join(",")})`;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
