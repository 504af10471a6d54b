import { type Bounds, type Spot, boundsOf, spotOf } from "../ground/camera.ts";
import { MapFrame } from "../ground/map-frame.ts";
import { drawn, element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { DeviceRow, DeviceState } from "./device-rows.ts";

const PADDING = 48;
/** What is seen around the one device that was asked for: the streets it stands at. */
const AROUND = 0.000_018;
/** The dots are drawn as they lie at this zoom; nearer and farther they are moved together. */
const DRAWN_AT = 14;
const WORLD = 512;
const STATES: readonly DeviceState[] = ["never", "speaks", "silent"];

/** Devices on the ground of the city, each a dot in the colour of how it is; the one that was asked for has its name. */
export class DeviceMap {
  private readonly frame: MapFrame;
  private readonly dots = new Map(STATES.map((state) => [state, drawn("path", { class: `map-dot ${state}` })]));
  private readonly together = drawn("g", {}, ...this.dots.values());
  private readonly drawing = drawn("svg", { class: "map-devices", role: "img" }, this.together);
  private readonly name = element("span", { class: "map-label" });
  private readonly here = element("div", { class: "map-here", hidden: true }, element("span", { class: "map-ring" }), element("span", { class: "map-one" }), this.name);
  private readonly speech: Speech;
  private origin: Spot | undefined;
  private one: Spot | undefined;
  private nearer: Bounds | undefined;
  private drawnFor = "";

  constructor(speech: Speech) {
    this.speech = speech;
    this.frame = new MapFrame(speech, () => this.place());
    this.frame.carry(this.drawing, this.here);
  }

  get node(): HTMLElement {
    return this.frame.node;
  }

  show(rows: readonly DeviceRow[], one: DeviceRow | undefined): void {
    const standing = rows.flatMap((row) => (row.place === undefined ? [] : [{ row, spot: spotOf(row.place.longitude, row.place.latitude) }]));
    this.drawing.setAttribute("aria-label", this.speech.say("mapSpoken", { count: standing.length }));
    this.one = standing.find(({ row }) => row === one)?.spot;
    this.here.hidden = this.one === undefined;
    this.here.dataset["state"] = one?.state ?? "never";
    write(this.name, one?.placeName ?? "");
    this.begin(standing.map(({ spot }) => spot));
    const fingerprint = standing.map(({ row, spot }) => `${row.state}${spot.x},${spot.y}`).join(" ");
    if (fingerprint !== this.drawnFor) {
      this.drawnFor = fingerprint;
      for (const [state, path] of this.dots) {
        path.setAttribute("d", standing.filter(({ row }) => row.state === state).map(({ spot }) => this.dot(spot)).join(""));
      }
    }
    this.place();
  }

  end(): void {
    this.frame.end();
  }

  /** Once it is known where they stand: all of them in sight, or the one and what is around it. */
  private begin(spots: readonly Spot[]): void {
    if (this.origin !== undefined || spots.length === 0) {
      return;
    }
    const bounds = boundsOf(spots);
    this.origin = { x: bounds.west, y: bounds.north };
    this.frame.camera.contain(bounds, PADDING);
    if (this.one !== undefined) {
      const { x, y } = this.one;
      this.nearer = { west: x - AROUND, east: x + AROUND, north: y - AROUND, south: y + AROUND };
    }
    this.frame.askForGround();
  }

  private dot(spot: Spot): string {
    const { x, y } = this.origin ?? spot;
    const scale = WORLD * 2 ** DRAWN_AT;
    return `M${((spot.x - x) * scale).toFixed(2)} ${((spot.y - y) * scale).toFixed(2)}h0`;
  }

  private place(): void {
    const { camera } = this.frame;
    if (this.origin === undefined || camera.size.width === 0) {
      return;
    }
    if (this.nearer !== undefined) {
      camera.show(this.nearer);
      this.nearer = undefined;
    }
    this.frame.follow();
    const { x, y } = camera.project(this.origin);
    this.together.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${2 ** (camera.zoom - DRAWN_AT)})`);
    if (this.one !== undefined) {
      const at = camera.project(this.one);
      this.here.style.translate = `${at.x.toFixed(1)}px ${at.y.toFixed(1)}px`;
      this.here.classList.toggle("leftward", at.x > camera.size.width * 0.7);
    }
  }
}
