import type { Theme } from "../api/shapes.ts";
import type { Address } from "../page/address.ts";
import { linkTo } from "../page/address.ts";
import { drawn, element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { type City, type CityPlace, type Series, silent } from "./city.ts";
import { figure } from "./format.ts";
import { pulse } from "./pulse.ts";
import { type Bounds, type Point, boundsOf, projection, reliefOf } from "./relief.ts";
import { fullValue } from "./value.ts";
import { unitForPeople } from "./vocabulary.ts";

interface Marker {
  readonly id: string;
  readonly node: HTMLAnchorElement;
  readonly dot: HTMLElement;
  readonly label: HTMLElement;
  readonly point: Point;
  series: Series | undefined;
  themes: string;
  width: number;
}

const CLOSEST = 24;
const ZOOM_STEP = 1.6;
const PADDING = 48;
const LABEL_HEIGHT = 28;
const LABEL_START = 13;
const LABEL_AROUND = 42;
const NAME_WIDTH = 100;
/** How soon after a new extreme all points get their new shade. */
const SHADES_AGAIN_MS = 400;
const CHARACTER_WIDTH = 7.4;
const DRAG_SLACK = 5;

/** The town drawn from nothing but where it is measured. Its points are links, reached with Tab and then the arrow keys. */
export class CityMap {
  readonly node: HTMLElement;
  private readonly ground: SVGSVGElement;
  private readonly world: SVGGElement;
  private readonly grid: SVGPathElement;
  private readonly layer: HTMLElement;
  private readonly scaleBar: HTMLElement;
  private readonly scaleText: HTMLElement;
  private readonly markers = new Map<string, Marker>();
  private bounds: Bounds = { left: -1, right: 1, bottom: -1, top: 1 };
  private size = { width: 0, height: 0 };
  /** How much larger than usual the page is written; a wall screen's labels need more room. */
  private magnified = 1;
  private zoom = 1;
  private centre: Point = { x: 0, y: 0 };
  private address: Address;
  private drawnFor = "";
  private dragged = false;
  private shaded = "";
  private shadeTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly city: City;
  private readonly speech: Speech;

  constructor(city: City, speech: Speech, address: Address) {
    this.city = city;
    this.speech = speech;
    this.address = address;
    this.grid = drawn("path", { class: "grid" });
    this.world = drawn("g", { class: "relief" });
    this.ground = drawn("svg", { class: "ground", "aria-hidden": "true" }, this.grid, this.world);
    this.layer = element("div", { class: "markers", role: "group", "aria-label": speech.say("map"), "aria-describedby": "map-help" });
    this.scaleText = element("span", { class: "figures" });
    this.scaleBar = element("div", { class: "scale-bar", "aria-hidden": "true" }, this.scaleText, element("i"));
    this.node = element(
      "div",
      { class: "map" },
      this.ground,
      element("p", { class: "unseen", id: "map-help" }, speech.say("mapHelp")),
      this.layer,
      this.buttons(),
      this.scaleBar,
    );
    new ResizeObserver(() => this.measure()).observe(this.node);
    this.layer.addEventListener("keydown", (event) => this.key(event));
    this.layer.addEventListener("focusin", (event) => this.focused(event));
    this.listenToPointer();
  }

  /** Draws the places anew when there are others than before. */
  show(address: Address): void {
    this.address = address;
    const located = [...this.city.places.values()].filter(
      ({ place }) => place.longitude !== undefined && place.latitude !== undefined,
    );
    const fingerprint = located.map(({ place }) => `${place.id}@${place.longitude},${place.latitude}`).join(" ");
    if (fingerprint !== this.drawnFor) {
      this.drawnFor = fingerprint;
      this.draw(located);
    }
    this.chooseSeries();
    this.place();
  }

  update(changed: ReadonlySet<Series>): void {
    const range = this.range();
    let appeared = false;
    for (const series of changed) {
      const marker = this.markers.get(series.place);
      if (marker === undefined) {
        continue;
      }
      if (this.address.dataset === null) {
        this.paintThemes(marker);
        if (series.changed) {
          this.beat(marker, series.theme);
        }
      } else if (marker.series === undefined || marker.series === series) {
        if (marker.series === undefined) {
          this.chooseFor(marker);
          appeared ||= marker.series !== undefined;
        }
        this.paintValue(marker, range);
        if (series.changed && marker.series === series) {
          this.beat(marker, series.theme);
        }
      }
    }
    if (appeared) {
      this.place();
    }
    this.shadeAgain(this.range());
  }

  /** Looks again at what time alone changes. */
  refresh(): void {
    const range = this.range();
    this.shaded = `${range?.low} ${range?.high}`;
    for (const marker of this.markers.values()) {
      if (this.address.dataset === null) {
        this.paintThemes(marker);
      } else {
        this.paintValue(marker, range);
      }
    }
  }

  /** Lowest and highest value now of what the map shows; what is silent is not now. */
  range(): { low: number; high: number; series: Series } | undefined {
    const now = Date.now();
    let low = Infinity;
    let high = -Infinity;
    let example: Series | undefined;
    if (this.address.dataset !== null) {
      for (const { series } of this.markers.values()) {
        if (series?.value !== undefined && !silent(series, now)) {
          low = Math.min(low, series.value);
          high = Math.max(high, series.value);
          example = series;
        }
      }
    }
    return example === undefined ? undefined : { low, high, series: example };
  }

  legend(): { low: string; high: string; unit: string; theme: Theme } | undefined {
    const range = this.range();
    if (range === undefined || range.series.kind === "state" || range.low === range.high) {
      return undefined;
    }
    const { low, high, series } = range;
    const written = (value: number): string => figure(value, series.described?.places, this.speech);
    return { low: written(low), high: written(high), unit: unitForPeople(series.unit), theme: series.theme };
  }

  private draw(located: readonly CityPlace[]): void {
    this.markers.clear();
    this.layer.replaceChildren();
    const first = located[0]?.place;
    const longitudes = located.map(({ place }) => place.longitude ?? 0);
    const latitudes = located.map(({ place }) => place.latitude ?? 0);
    const project = projection({
      longitude: first === undefined ? 0 : (Math.min(...longitudes) + Math.max(...longitudes)) / 2,
      latitude: first === undefined ? 0 : (Math.min(...latitudes) + Math.max(...latitudes)) / 2,
    });
    // From north to south, so that the order of reading and of Tab is that of the eye.
    const sorted = [...located].sort((a, b) => (b.place.latitude ?? 0) - (a.place.latitude ?? 0));
    for (const { place } of sorted) {
      const point = project(place.longitude ?? 0, place.latitude ?? 0);
      const dot = element("span", { class: "dot", "aria-hidden": "true" });
      const label = element("span", { class: "label figures" });
      const name = element("span", { class: "name" }, this.speech.pick(place.name, place.id));
      const node = element("a", { class: "marker", "data-place": place.id, tabindex: "-1" }, dot, name, label);
      this.layer.append(node);
      this.markers.set(place.id, { id: place.id, node, dot, label, point, series: undefined, themes: "", width: 0 });
    }
    const points = [...this.markers.values()].map((marker) => marker.point);
    if (points.length > 0) {
      this.bounds = boundsOf(points);
      const levels = reliefOf(points, this.bounds);
      this.world.replaceChildren(...levels.map((path) => drawn("path", { d: path, "vector-effect": "non-scaling-stroke" })));
    }
    this.whole();
    const firstMarker = this.layer.querySelector("a");
    firstMarker?.setAttribute("tabindex", "0");
  }

  private chooseSeries(): void {
    for (const marker of this.markers.values()) {
      this.chooseFor(marker);
      const chosen = marker.id === this.address.place;
      marker.node.setAttribute("href", linkTo(this.address, { place: marker.id }));
      marker.node.classList.toggle("chosen", chosen);
      if (chosen) {
        marker.node.setAttribute("aria-current", "true");
        this.tabTo(marker);
      } else {
        marker.node.removeAttribute("aria-current");
      }
    }
    this.refresh();
  }

  private chooseFor(marker: Marker): void {
    const { dataset, quantity } = this.address;
    const series = this.city.places.get(marker.id)?.series ?? [];
    marker.series = dataset === null ? undefined : series.find((one) => one.dataset === dataset && one.quantity === quantity);
    const text = marker.series === undefined ? "" : fullValue(marker.series, this.speech);
    marker.width = text.length * CHARACTER_WIDTH + LABEL_AROUND;
  }

  private paintThemes(marker: Marker): void {
    const series = this.city.places.get(marker.id)?.series ?? [];
    const themes = [...new Set(series.map((one) => one.theme))].sort();
    const now = Date.now();
    marker.node.classList.toggle("absent", series.length === 0);
    marker.node.classList.toggle("silent", series.length > 0 && series.every((one) => silent(one, now)));
    const key = themes.join(" ");
    if (key !== marker.themes) {
      marker.themes = key;
      marker.dot.style.background =
        themes.length < 2
          ? `var(--${themes[0] ?? "device"})`
          : `conic-gradient(${themes.map((theme, i) => `var(--${theme}) ${(i / themes.length) * 360}deg ${((i + 1) / themes.length) * 360}deg`).join(",")})`;
    }
    write(marker.label, "");
  }

  private paintValue(marker: Marker, range: ReturnType<CityMap["range"]>): void {
    const { series } = marker;
    marker.node.classList.toggle("absent", series === undefined);
    if (series === undefined) {
      write(marker.label, "");
      return;
    }
    marker.node.classList.toggle("silent", silent(series, Date.now()));
    write(marker.label, fullValue(series, this.speech));
    const key = `value ${series.theme}`;
    if (key !== marker.themes) {
      marker.themes = key;
      marker.dot.style.background = "";
      marker.node.style.setProperty("--theme", `var(--${series.theme})`);
    }
    const share =
      range === undefined || series.value === undefined || range.high === range.low ? 1 : (series.value - range.low) / (range.high - range.low);
    marker.node.style.setProperty("--level", `${Math.round(15 + 85 * share)}%`);
  }

  /** A point's shade is its share of the range, so a new range is a new shade for all; not more often than one can see. */
  private shadeAgain(range: ReturnType<CityMap["range"]>): void {
    if (this.shadeTimer === undefined && range !== undefined && this.shaded !== `${range.low} ${range.high}`) {
      this.shadeTimer = setTimeout(() => {
        this.shadeTimer = undefined;
        this.refresh();
      }, SHADES_AGAIN_MS);
    }
  }

  private beat(marker: Marker, theme: Theme): void {
    pulse(marker.dot, [
      { boxShadow: `0 0 0 0 color-mix(in srgb, var(--${theme}) 60%, transparent)` },
      { boxShadow: `0 0 0 0.9rem color-mix(in srgb, var(--${theme}) 0%, transparent)` },
    ]);
  }

  // What follows is where things are on the screen.

  private scale(): number {
    const width = Math.max(this.bounds.right - this.bounds.left, 200);
    const height = Math.max(this.bounds.top - this.bounds.bottom, 200);
    const padding = Math.min(PADDING, this.size.width / 8);
    return Math.min((this.size.width - 2 * padding) / width, (this.size.height - 2 * padding) / height) * this.zoom;
  }

  private place(): void {
    const { width, height } = this.size;
    if (width === 0 || height === 0) {
      return;
    }
    const scale = this.scale();
    this.node.classList.toggle("close", this.zoom > 1);
    const left = width / 2 - this.centre.x * scale;
    const top = height / 2 + this.centre.y * scale;
    this.world.setAttribute("transform", `translate(${left} ${top}) scale(${scale})`);
    const labelStart = LABEL_START * this.magnified;
    const taken: { x: number; y: number; width: number }[] = [];
    const meets = (x: number, y: number, width: number): boolean =>
      taken.some((other) => x < other.x + other.width && other.x < x + width && Math.abs(other.y - y) < LABEL_HEIGHT * this.magnified);
    const ordered = [...this.markers.values()].sort((a, b) => Number(b.id === this.address.place) - Number(a.id === this.address.place));
    for (const marker of ordered) {
      const x = left + marker.point.x * scale;
      const y = top - marker.point.y * scale;
      marker.node.style.translate = `${x.toFixed(1)}px ${y.toFixed(1)}px`;
      const outside = x < -20 || y < -20 || x > width + 20 || y > height + 20;
      marker.node.classList.toggle("outside", outside);
      // A label goes the other way where it would leave the map.
      const labelWidth = marker.width * this.magnified;
      const leftward = x + Math.max(labelWidth, NAME_WIDTH * this.magnified) > width;
      marker.node.classList.toggle("leftward", leftward);
      const from = leftward ? x + labelStart - labelWidth : x - labelStart;
      const crowded = outside || marker.series === undefined || meets(from, y, labelWidth);
      marker.node.classList.toggle("crowded", crowded);
      if (!crowded) {
        taken.push({ x: from, y, width: labelWidth });
      }
    }
    this.layGrid(scale, left, top);
  }

  private layGrid(scale: number, left: number, top: number): void {
    const { width, height } = this.size;
    const step = niceDistance(110 / scale);
    const spacing = step * scale;
    let path = "";
    for (let x = ((left % spacing) + spacing) % spacing; x < width; x += spacing) {
      path += `M${x.toFixed(1)} 0V${height}`;
    }
    for (let y = ((top % spacing) + spacing) % spacing; y < height; y += spacing) {
      path += `M0 ${y.toFixed(1)}H${width}`;
    }
    this.grid.setAttribute("d", path);
    this.scaleBar.style.width = `${spacing}px`;
    write(this.scaleText, step >= 1000 ? `${figure(step / 1000, undefined, this.speech)} km` : `${step} m`);
  }

  private measure(): void {
    const { clientWidth: width, clientHeight: height } = this.node;
    this.size = { width, height };
    this.magnified = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    this.ground.setAttribute("viewBox", `0 0 ${Math.max(width, 1)} ${Math.max(height, 1)}`);
    this.place();
  }

  private whole(): void {
    this.zoom = 1;
    this.centre = { x: (this.bounds.left + this.bounds.right) / 2, y: (this.bounds.bottom + this.bounds.top) / 2 };
    this.place();
  }

  private zoomBy(factor: number, at: Point = { x: this.size.width / 2, y: this.size.height / 2 }): void {
    const before = this.scale();
    this.zoom = Math.min(CLOSEST, Math.max(1, this.zoom * factor));
    const after = this.scale();
    const shift = { x: at.x - this.size.width / 2, y: this.size.height / 2 - at.y };
    // The point under the pointer stays under it.
    this.moveTo({
      x: this.centre.x + shift.x / before - shift.x / after,
      y: this.centre.y + shift.y / before - shift.y / after,
    });
  }

  private moveTo(centre: Point): void {
    const { left, right, bottom, top } = this.bounds;
    this.centre = { x: Math.min(right, Math.max(left, centre.x)), y: Math.min(top, Math.max(bottom, centre.y)) };
    this.place();
  }

  private buttons(): HTMLElement {
    const button = (text: string, name: string, act: () => void): HTMLElement => {
      const node = element("button", { class: "button", type: "button", "aria-label": name, title: name }, text);
      node.addEventListener("click", act);
      return node;
    };
    return element(
      "div",
      { class: "zoom" },
      button("+", this.speech.say("zoomIn"), () => this.zoomBy(ZOOM_STEP)),
      button("−", this.speech.say("zoomOut"), () => this.zoomBy(1 / ZOOM_STEP)),
      button("◎", this.speech.say("zoomAll"), () => this.whole()),
    );
  }

  private listenToPointer(): void {
    const fingers = new Map<number, Point>();
    let travelled = 0;
    this.node.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        this.zoomBy(Math.exp(-event.deltaY / 400), this.local(event));
      },
      { passive: false },
    );
    this.node.addEventListener("pointerdown", (event) => {
      if (!(event.target as Element).closest("button")) {
        fingers.set(event.pointerId, this.local(event));
        travelled = 0;
      }
    });
    this.node.addEventListener("pointermove", (event) => {
      const before = fingers.get(event.pointerId);
      if (before === undefined) {
        return;
      }
      const now = this.local(event);
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      fingers.set(event.pointerId, now);
      travelled += Math.hypot(now.x - before.x, now.y - before.y);
      if (travelled < DRAG_SLACK) {
        return;
      }
      this.node.setPointerCapture(event.pointerId);
      if (other !== undefined) {
        this.zoomBy(Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y)), other);
      } else if (event.pointerType === "mouse" || this.zoom > 1) {
        const scale = this.scale();
        this.moveTo({ x: this.centre.x - (now.x - before.x) / scale, y: this.centre.y + (now.y - before.y) / scale });
      }
    });
    const lift = (event: PointerEvent): void => {
      fingers.delete(event.pointerId);
      this.dragged = travelled >= DRAG_SLACK;
    };
    this.node.addEventListener("pointerup", lift);
    this.node.addEventListener("pointercancel", lift);
    this.node.addEventListener(
      "click",
      (event) => {
        if (this.dragged) {
          event.preventDefault();
          event.stopPropagation();
          this.dragged = false;
        }
      },
      { capture: true },
    );
    this.layer.addEventListener("dragstart", (event) => event.preventDefault());
  }

  private local(event: MouseEvent): Point {
    const box = this.node.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private key(event: KeyboardEvent): void {
    const directions: Record<string, Point> = {
      ArrowRight: { x: 1, y: 0 },
      ArrowLeft: { x: -1, y: 0 },
      ArrowUp: { x: 0, y: 1 },
      ArrowDown: { x: 0, y: -1 },
    };
    const direction = directions[event.key];
    const from = this.markers.get((event.target as HTMLElement).dataset["place"] ?? "");
    if (event.key === "+" || event.key === "-") {
      this.zoomBy(event.key === "+" ? ZOOM_STEP : 1 / ZOOM_STEP);
    } else if (direction !== undefined && from !== undefined) {
      event.preventDefault();
      const next = this.neighbour(from, direction);
      if (next !== undefined) {
        this.tabTo(next);
        next.node.focus();
      }
    }
  }

  /** The nearest place in that direction; one off to the side counts as farther away. */
  private neighbour(from: Marker, direction: Point): Marker | undefined {
    let best: Marker | undefined;
    let least = Infinity;
    for (const marker of this.markers.values()) {
      const dx = marker.point.x - from.point.x;
      const dy = marker.point.y - from.point.y;
      const ahead = dx * direction.x + dy * direction.y;
      const aside = Math.abs(dx * direction.y - dy * direction.x);
      const cost = ahead + 2.5 * aside;
      if (marker !== from && ahead > 0 && aside <= ahead * 2 && cost < least && !marker.node.classList.contains("absent")) {
        best = marker;
        least = cost;
      }
    }
    return best;
  }

  private tabTo(marker: Marker): void {
    this.layer.querySelector('a[tabindex="0"]')?.setAttribute("tabindex", "-1");
    marker.node.setAttribute("tabindex", "0");
  }

  private focused(event: FocusEvent): void {
    const marker = this.markers.get((event.target as HTMLElement).dataset["place"] ?? "");
    if (marker?.node.classList.contains("outside") === true) {
      this.moveTo(marker.point);
    }
  }
}

/** The next of 1, 2, 5, 10, 20 … metres that is at least so long. */
export function niceDistance(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5, 10].find((step) => step * power >= least) ?? 10) * power;
}
