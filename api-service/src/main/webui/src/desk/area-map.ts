import { drawn, element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { Area, AreaShare, Areas, Place } from "./shapes.ts";
import { count, share } from "./telling.ts";

const WIDTH = 640;
const MARGIN = 12;
/** The bounds of what is coloured alike, in shares withheld. */
export const CLASSES = [0.0001, 0.1, 0.25, 0.5, 0.9] as const;

/** In which class of colour a share is: 0 for nothing withheld. */
export function classOf(withheld: number): number {
  return CLASSES.filter((bound) => withheld >= bound).length;
}

export interface Projection {
  readonly height: number;
  readonly metresPerUnit: number;
  at(longitude: number, latitude: number): [number, number];
}

const METRES_A_DEGREE = 111_320;

/** The areas flat on a sheet, which is true enough for a town. */
export function project(corners: readonly (readonly number[])[]): Projection | undefined {
  const longitudes = corners.map(([longitude]) => longitude ?? 0);
  const latitudes = corners.map(([, latitude]) => latitude ?? 0);
  if (corners.length === 0) {
    return undefined;
  }
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const narrower = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const wide = Math.max((east - west) * narrower, 1e-6);
  const high = Math.max(north - south, 1e-6);
  const scale = Math.min((WIDTH - 2 * MARGIN) / wide, (WIDTH - 2 * MARGIN) / high);
  return {
    height: high * scale + 2 * MARGIN,
    metresPerUnit: METRES_A_DEGREE / scale,
    at: (longitude, latitude) => [MARGIN + (WIDTH - 2 * MARGIN - wide * scale) / 2 + (longitude - west) * narrower * scale, MARGIN + (north - latitude) * scale],
  };
}

/** Where how much is withheld: areas coloured by the share, with the places that are measured at. */
export class AreaMap {
  readonly root = element("figure", { class: "area-map" });
  private readonly shapes = new Map<string, { path: SVGPathElement; title: SVGTitleElement; label: SVGTextElement | undefined }>();
  private readonly speech: Speech;
  private readonly names: ReadonlyMap<string, string>;

  constructor(speech: Speech, areas: Areas, places: readonly Place[]) {
    this.speech = speech;
    this.names = new Map(areas.features.map((area) => [area.id, speech.pick(area.properties?.name, area.id)]));
    const outlined = areas.features.filter((area) => area.geometry !== null);
    const projection = project(outlined.flatMap((area) => area.geometry?.coordinates[0] ?? []));
    if (projection === undefined) {
      this.root.hidden = true;
      return;
    }
    const svg = drawn("svg", { viewBox: `0 0 ${WIDTH} ${Math.round(projection.height)}`, role: "img", "aria-label": speech.say("deskMapName") });
    svg.append(...outlined.map((area) => this.shape(area, projection)));
    svg.append(...places.map((place) => dot(place, projection)));
    this.root.append(svg, scaleBar(speech, projection), this.legend());
  }

  nameOf(area: string): string {
    return this.names.get(area) ?? area;
  }

  show(shares: readonly AreaShare[]): void {
    const told = new Set<string>();
    for (const each of shares) {
      const shape = this.shapes.get(each.area);
      told.add(each.area);
      if (shape !== undefined) {
        shape.path.setAttribute("class", `area share-${classOf(each.withheldShare)}`);
        shape.title.textContent = this.speech.say("deskMapArea", { area: this.nameOf(each.area), share: share(this.speech, each.withheldShare), withheld: count(this.speech, each.withheld), leaves: count(this.speech, each.leaves) });
        if (shape.label !== undefined) {
          shape.label.textContent = share(this.speech, Math.round(each.withheldShare * 100) / 100);
        }
      }
    }
  }

  private shape(area: Area, projection: Projection): SVGElement {
    const ring = (area.geometry?.coordinates[0] ?? []).map(([longitude, latitude]) => projection.at(longitude ?? 0, latitude ?? 0));
    const title = drawn("title", {}, area.id);
    const path = drawn("path", { class: "area", d: `M${ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z` }, title);
    const xs = ring.map(([x]) => x);
    const ys = ring.map(([, y]) => y);
    const wide = Math.max(...xs) - Math.min(...xs);
    const label = wide < LEAST_FOR_LABEL ? undefined : drawn("text", { class: "area-label", x: (Math.max(...xs) + Math.min(...xs)) / 2, y: (Math.max(...ys) + Math.min(...ys)) / 2 });
    this.shapes.set(area.id, { path, title, label });
    return label === undefined ? path : drawn("g", {}, path, label);
  }

  private legend(): HTMLElement {
    const { speech } = this;
    const bounds = ["0 %", "–10 %", "10–25 %", "25–50 %", "50–90 %", "90–100 %"];
    return element(
      "figcaption",
      { class: "map-legend" },
      element("span", { class: "small" }, speech.say("deskMapLegend")),
      ...bounds.map((text, index) => element("span", { class: "legend-entry small" }, drawn("svg", { viewBox: "0 0 16 16", width: "16", height: "16", "aria-hidden": "true" }, drawn("rect", { class: `area share-${index}`, width: "16", height: "16", rx: "3" })), text)),
      element("span", { class: "legend-entry small" }, drawn("svg", { viewBox: "0 0 16 16", width: "16", height: "16", "aria-hidden": "true" }, drawn("circle", { class: "sensor-dot", cx: "8", cy: "8", r: "4" })), speech.say("deskMapPlaces")),
    );
  }
}

const LEAST_FOR_LABEL = 44;
const DOT = 3;

function dot(place: Place, projection: Projection): SVGElement {
  const [x, y] = projection.at(place.longitude, place.latitude);
  return drawn("circle", { class: "sensor-dot", cx: x.toFixed(1), cy: y.toFixed(1), r: DOT });
}

function scaleBar(speech: Speech, projection: Projection): HTMLElement {
  const metres = [100, 250, 500, 1_000, 2_000, 5_000, 10_000, 50_000].find((each) => each / projection.metresPerUnit > WIDTH / 8) ?? 100_000;
  const units = metres / projection.metresPerUnit;
  const text = metres < 1_000 ? `${metres} m` : `${count(speech, metres / 1_000)} km`;
  return element("div", { class: "map-scale", "aria-hidden": "true" }, drawn("svg", { viewBox: `0 0 ${WIDTH} 26` }, drawn("path", { class: "scale-bar", d: `M${MARGIN} 4v6h${units.toFixed(1)}v-6` }), drawn("text", { class: "scale-text", x: MARGIN + units + 8, y: 13 }, text)));
}
