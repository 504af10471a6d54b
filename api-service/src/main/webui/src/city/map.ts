import type { Theme } from "../api/shapes.ts";
import type { Address } from "../page/address.ts";
import { linkTo } from "../page/address.ts";
import { type Point, boundsOf } from "../ground/camera.ts";
import { MapFrame } from "../ground/map-frame.ts";
import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { City, CityPlace, Series } from "./city.ts";
import { Crowds } from "./crowds.ts";
import { figure } from "../page/format.ts";
import { Marker } from "./marker.ts";
import { unitForPeople } from "../page/vocabulary.ts";

const ZOOM_STEP = 0.7;
const PADDING = 48;
const LABEL_HEIGHT = 28;
const LABEL_START = 13;
const DISC = 30;
const NAME_WIDTH = 100;
const BESIDE = 20;
/** How soon after a new extreme all points get their new shade. */
const SHADES_AGAIN_MS = 400;

interface ShownRange {
  readonly low: number;
  readonly high: number;
  readonly series: Series;
}

/** The map of the city. Its points are links, reached with Tab and then the arrow keys; the ground below them comes after them. */
export class CityMap {
  readonly node: HTMLElement;
  private readonly frame: MapFrame;
  private readonly layer: HTMLElement;
  private readonly crowds: Crowds;
  private readonly markers = new Map<string, Marker>();
  private address: Address;
  private drawnFor = "";
  private shaded = "";
  private shadeTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly city: City;
  private readonly speech: Speech;

  constructor(city: City, speech: Speech, address: Address) {
    this.city = city;
    this.speech = speech;
    this.address = address;
    this.layer = element("div", { class: "markers", role: "group", "aria-label": speech.say("map"), "aria-describedby": "map-help" });
    const help = element("p", { class: "unseen", id: "map-help" }, speech.say("mapHelp"));
    this.frame = new MapFrame(speech, () => this.place());
    this.node = this.frame.node;
    this.crowds = new Crowds(city, speech, this.frame.camera, () => this.place());
    this.frame.carry(help, this.layer, this.crowds.node);
    this.layer.addEventListener("keydown", (event) => this.key(event));
    this.layer.addEventListener("focusin", (event) => this.focused(event));
  }

  /** Draws the places anew when there are others than before. */
  show(address: Address): void {
    this.address = address;
    const located = [...this.city.places.values()].filter((there) => this.isShown(there));
    const fingerprint = located.map(({ place }) => `${place.id}@${place.longitude},${place.latitude}`).join(" ");
    if (fingerprint !== this.drawnFor) {
      this.drawnFor = fingerprint;
      this.draw(located);
    }
    this.chooseSeries();
    this.place();
    if (located.length > 0 && address.view === "map") {
      this.frame.askForGround();
    }
  }

  update(changed: ReadonlySet<Series>): void {
    const range = this.range();
    let appeared = false;
    let unknown = false;
    for (const series of changed) {
      const marker = this.markers.get(series.place);
      if (marker === undefined) {
        unknown ||= series.dataset === this.address.dataset;
        continue;
      }
      if (this.address.dataset === null) {
        const was = marker.isAbsent;
        marker.paintThemes();
        appeared ||= was && !marker.isAbsent;
        if (series.changed) {
          marker.beat(series.theme);
        }
      } else if (marker.series === undefined || marker.series === series) {
        if (marker.series === undefined) {
          marker.choose(this.address.dataset, this.address.quantity);
          appeared ||= marker.series !== undefined;
        }
        marker.paintValue(range);
        if (series.changed && marker.series === series) {
          marker.beat(series.theme);
        }
      }
    }
    if (unknown) {
      this.show(this.address);
    } else if (appeared) {
      this.place();
    }
    this.shadeAgain();
  }

  /** Looks again at what time alone changes. */
  refresh(): void {
    const range = this.range();
    this.shaded = `${range?.low} ${range?.high}`;
    for (const marker of this.markers.values()) {
      if (this.address.dataset === null) {
        marker.paintThemes();
      } else {
        marker.paintValue(range);
      }
    }
    this.crowds.paint();
    this.paintSquares();
  }

  /** After the colours of the page have changed. */
  recolour(): void {
    this.frame.recolour();
  }

  /** Lowest and highest value now of what the map shows; what is silent is not now. Of an earlier moment: of its whole day. */
  range(): ShownRange | undefined {
    const { dataset, quantity } = this.address;
    let low = Infinity;
    let high = -Infinity;
    let example: Series | undefined;
    if (dataset !== null) {
      for (const { series } of this.markers.values()) {
        if (series?.value !== undefined && !this.city.quiet(series)) {
          low = Math.min(low, series.value);
          high = Math.max(high, series.value);
          example = series;
        }
      }
    }
    const day = dataset === null || quantity === null ? undefined : this.city.rangeOfDay(dataset, quantity);
    return example === undefined ? undefined : { low, high, ...day, series: example };
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

  /** A spot always; an area where something is chosen that is told of it. */
  private isShown({ place, series }: CityPlace): boolean {
    const { dataset } = this.address;
    return place.longitude !== undefined && place.latitude !== undefined && (place.outline === undefined || series.some((one) => one.dataset === dataset));
  }

  private draw(located: readonly CityPlace[]): void {
    const before = [...this.markers.values()].filter(({ outline }) => outline === undefined).length;
    this.markers.clear();
    // From north to south, so that the order of reading and of Tab is that of the eye.
    const sorted = [...located].sort((a, b) => (b.place.latitude ?? 0) - (a.place.latitude ?? 0));
    for (const there of sorted) {
      this.markers.set(there.place.id, new Marker(there, this.city, this.speech));
    }
    const all = [...this.markers.values()];
    this.layer.replaceChildren(...all.map(({ node }) => node));
    const spots = all.filter(({ outline }) => outline === undefined);
    const seen = spots.length > 0 ? spots : all;
    if (seen.length > 0 && seen.length !== before) {
      this.frame.camera.contain(boundsOf(seen.map(({ spot }) => spot)), PADDING);
    }
    this.layer.querySelector("a")?.setAttribute("tabindex", "0");
  }

  private chooseSeries(): void {
    for (const marker of this.markers.values()) {
      marker.choose(this.address.dataset, this.address.quantity);
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

  /** A point's shade is its share of the range, so a new range is a new shade for all; not more often than one can see. */
  private shadeAgain(): void {
    this.shadeTimer ??= setTimeout(() => {
      this.shadeTimer = undefined;
      const range = this.range();
      if (range !== undefined && this.shaded !== `${range.low} ${range.high}`) {
        this.refresh();
      } else {
        this.crowds.paint();
      }
    }, SHADES_AGAIN_MS);
  }

  private paintSquares(): void {
    const squares = [...this.markers.values()].flatMap(({ id, outline, series, level }) =>
      outline === undefined || series === undefined
        ? []
        : [{ outline, theme: series.theme, level: series.value === undefined ? undefined : level, chosen: id === this.address.place }],
    );
    this.frame.showSquares(squares);
  }

  // What follows is where things are on the screen.

  private place(): void {
    const { width, height } = this.frame.camera.size;
    if (width === 0 || height === 0) {
      return;
    }
    this.frame.follow();
    const inside: Marker[] = [];
    for (const marker of this.markers.values()) {
      const at = this.frame.camera.project(marker.spot);
      const outside = at.x < -BESIDE || at.y < -BESIDE || at.x > width + BESIDE || at.y > height + BESIDE;
      marker.stand(at);
      marker.node.classList.toggle("outside", outside);
      marker.node.classList.remove("clustered");
      if (!outside && marker.outline === undefined && !marker.isAbsent && marker.id !== this.address.place) {
        inside.push(marker);
      }
    }
    this.layLabels(this.crowds.gather(inside, this.frame.magnified));
  }

  /** A label is shown where it lies on no other; a pointed-at point always shows its own. */
  private layLabels(discs: readonly Point[]): void {
    const { width } = this.frame.camera.size;
    const labelStart = LABEL_START * this.frame.magnified;
    const disc = DISC * this.frame.magnified;
    const taken = discs.map(({ x, y }) => ({ x: x - disc / 2, y, width: disc }));
    const meets = (x: number, y: number, wide: number): boolean =>
      taken.some((other) => x < other.x + other.width && other.x < x + wide && Math.abs(other.y - y) < LABEL_HEIGHT * this.frame.magnified);
    const ordered = [...this.markers.values()].sort((a, b) => Number(b.id === this.address.place) - Number(a.id === this.address.place));
    for (const { node, at, width: own, series } of ordered) {
      // A label goes the other way where it would leave the map.
      const labelWidth = own * this.frame.magnified;
      const leftward = at.x + Math.max(labelWidth, NAME_WIDTH * this.frame.magnified) > width;
      node.classList.toggle("leftward", leftward);
      const from = leftward ? at.x + labelStart - labelWidth : at.x - labelStart;
      const hidden = node.classList.contains("outside") || node.classList.contains("clustered");
      const crowded = hidden || series === undefined || meets(from, at.y, labelWidth);
      node.classList.toggle("crowded", crowded);
      if (!crowded) {
        taken.push({ x: from, y: at.y, width: labelWidth });
      }
    }
  }

  private key(event: KeyboardEvent): void {
    const directions: Record<string, Point> = {
      ArrowRight: { x: 1, y: 0 },
      ArrowLeft: { x: -1, y: 0 },
      ArrowUp: { x: 0, y: -1 },
      ArrowDown: { x: 0, y: 1 },
    };
    const direction = directions[event.key];
    const from = this.markers.get((event.target as HTMLElement).dataset["place"] ?? "");
    if (event.key === "+" || event.key === "-") {
      this.frame.camera.zoomBy(event.key === "+" ? ZOOM_STEP : -ZOOM_STEP);
      this.place();
    } else if (direction !== undefined && from !== undefined) {
      event.preventDefault();
      const next = this.neighbour(from, direction);
      if (next !== undefined) {
        this.tabTo(next);
        next.node.focus({ preventScroll: true });
      }
    }
  }

  /** The nearest place in that direction; one off to the side counts as farther away. */
  private neighbour(from: Marker, direction: Point): Marker | undefined {
    let best: Marker | undefined;
    let least = Infinity;
    for (const marker of this.markers.values()) {
      const dx = marker.spot.x - from.spot.x;
      const dy = marker.spot.y - from.spot.y;
      const ahead = dx * direction.x + dy * direction.y;
      const aside = Math.abs(dx * direction.y - dy * direction.x);
      const cost = ahead + 2.5 * aside;
      if (marker !== from && ahead > 0 && aside <= ahead * 2 && cost < least && !this.isHidden(marker)) {
        best = marker;
        least = cost;
      }
    }
    return best;
  }

  /** What has no value of the chosen dataset is not shown; where none is chosen every place is, before its values have come. */
  private isHidden(marker: Marker): boolean {
    return this.address.dataset !== null && marker.isAbsent;
  }

  private tabTo(marker: Marker): void {
    this.layer.querySelector('a[tabindex="0"]')?.setAttribute("tabindex", "-1");
    marker.node.setAttribute("tabindex", "0");
  }

  private focused(event: FocusEvent): void {
    const marker = this.markers.get((event.target as HTMLElement).dataset["place"] ?? "");
    if (marker?.node.classList.contains("outside") === true) {
      this.frame.camera.moveTo(marker.spot);
      this.place();
    }
  }
}
