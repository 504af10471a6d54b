// What the open API says, as far as the pages use it. Fields may be added, so all but the keys are read with care.

/** Words in each language. */
export interface Text {
  readonly da?: string;
  readonly en?: string;
}

export type Theme = "air" | "noise" | "water" | "weather" | "soil" | "energy" | "waste" | "mobility" | "indoor" | "device";
export type Kind = "gauge" | "amount" | "counter" | "direction" | "state" | "sound";
export type Resolution = "PT1M" | "PT15M" | "PT1H" | "P1D" | "P1M";

export interface Quantity {
  readonly id: string;
  readonly unit: string | undefined;
  readonly name: Text;
  readonly kind: Kind | undefined;
  readonly theme: Theme | undefined;
  readonly places: number | undefined;
}

export interface Dataset {
  readonly id: string;
  readonly title: Text;
  readonly description: Text | undefined;
  readonly quantities: readonly Quantity[];
  readonly resolutions: readonly string[];
  readonly owner: string | undefined;
  readonly licence: string | undefined;
  readonly contact: string | undefined;
  /** Whether it comes from a made-up city. */
  readonly simulated: boolean;
}

export interface Place {
  readonly id: string;
  readonly name: Text;
  readonly longitude: number | undefined;
  readonly latitude: number | undefined;
  /** The ring around an area; a spot has none. */
  readonly outline?: readonly (readonly [number, number])[];
}

/** What is said of a window in figures, of which each kind of quantity has some. */
export interface Statistics {
  readonly mean?: number;
  readonly min?: number;
  readonly max?: number;
  readonly sum?: number;
  readonly last?: number;
  readonly delta?: number;
}

export interface WindowJson extends Statistics {
  readonly dataset: string;
  readonly place?: string;
  readonly area?: string;
  readonly sensor?: string;
  readonly quantity: string;
  readonly unit: string;
  readonly resolution: string;
  readonly start: string;
  readonly end: string;
  readonly status: "running" | "complete" | "suppressed";
  readonly revision: number;
  readonly publishedAt: string;
}

export interface Withdrawal {
  readonly dataset?: string;
  readonly from?: string;
  readonly to?: string;
}

const THEMES: readonly string[] = ["air", "noise", "water", "weather", "soil", "energy", "waste", "mobility", "indoor", "device"];
const KINDS: readonly string[] = ["gauge", "amount", "counter", "direction", "state", "sound"];

type Loose = Record<string, unknown>;

export function datasetFrom(value: unknown): Dataset {
  const loose = object(value);
  const quantities = Array.isArray(loose["quantities"]) ? loose["quantities"] : [];
  const resolutions = Array.isArray(loose["resolutions"]) ? loose["resolutions"] : [];
  const id = String(loose["id"]);
  return {
    id,
    title: text(loose["title"]) ?? { da: id, en: id },
    description: text(loose["description"]),
    quantities: quantities.map(quantityFrom),
    resolutions: resolutions.filter((resolution): resolution is string => typeof resolution === "string"),
    owner: string(loose["owner"]),
    licence: string(loose["licence"]),
    contact: string(loose["contact"]),
    simulated: loose["simulated"] === true,
  };
}

export function quantityFrom(value: unknown): Quantity {
  if (typeof value === "string") {
    return { id: value, unit: undefined, name: {}, kind: undefined, theme: undefined, places: undefined };
  }
  const loose = object(value);
  const kind = string(loose["kind"])?.toLowerCase();
  const theme = string(loose["theme"])?.toLowerCase();
  const places = loose["scale"] ?? loose["places"] ?? loose["decimals"];
  return {
    id: String(loose["id"]),
    unit: string(loose["unit"]),
    name: text(loose["name"]) ?? text(loose["title"]) ?? text(loose) ?? {},
    kind: kind !== undefined && KINDS.includes(kind) ? (kind as Kind) : undefined,
    theme: theme !== undefined && THEMES.includes(theme) ? (theme as Theme) : undefined,
    places: typeof places === "number" ? places : undefined,
  };
}

export function placesFrom(collection: unknown): Place[] {
  const features = object(collection)["features"];
  // What is told of people is told of areas, which have no spot on the map: an outline at most.
  return Array.isArray(features) ? features.filter((feature) => !isArea(object(feature)["geometry"])).map(placeFrom) : [];
}

const SQUARE = /^(\d+)(k?m)_/;

/** The areas that a dataset tells of, of the smallest squares only: the larger ones are made of them. */
export function areasFrom(collection: unknown): Place[] {
  const features = object(collection)["features"];
  const areas = (Array.isArray(features) ? features : []).map(areaFrom).filter((area) => area !== undefined);
  const smallest = Math.min(...areas.map(({ id }) => sideOf(id)));
  return areas.filter(({ id }) => sideOf(id) === smallest);
}

/** How long a side of the square is, in metres; 0 for an area that is none. */
function sideOf(area: string): number {
  const [, figure, unit] = SQUARE.exec(area) ?? [];
  return figure === undefined ? 0 : Number(figure) * (unit === "km" ? 1_000 : 1);
}

function areaFrom(value: unknown): Place | undefined {
  const feature = object(value);
  const geometry = object(feature["geometry"]);
  const [ring] = geometry["type"] === "Polygon" && Array.isArray(geometry["coordinates"]) ? (geometry["coordinates"] as unknown[]) : [];
  const outline = Array.isArray(ring) ? (ring as [number, number][]) : [];
  if (outline.length < 4) {
    return undefined;
  }
  const id = String(feature["id"]);
  const corners = outline.slice(1);
  const middle = (axis: 0 | 1): number => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
  const name = text(object(feature["properties"])["name"]) ?? {};
  return { id, name, longitude: middle(0), latitude: middle(1), outline };
}

function isArea(geometry: unknown): boolean {
  return geometry === null || object(geometry)["type"] === "Polygon";
}

function placeFrom(value: unknown): Place {
  const feature = object(value);
  const properties = object(feature["properties"]);
  const id = String(feature["id"] ?? properties["id"] ?? properties["place"]);
  const geometry = object(feature["geometry"]);
  const coordinates = geometry["type"] === "Point" && Array.isArray(geometry["coordinates"]) ? geometry["coordinates"] : [];
  return {
    id,
    name: text(properties["name"]) ?? text(properties["title"]) ?? { da: id, en: id },
    longitude: number(coordinates[0]),
    latitude: number(coordinates[1]),
  };
}

function object(value: unknown): Loose {
  return typeof value === "object" && value !== null ? (value as Loose) : {};
}

function string(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function text(value: unknown): Text | undefined {
  if (typeof value === "string") {
    return { da: value, en: value };
  }
  const loose = object(value);
  const danish = string(loose["da"]);
  const english = string(loose["en"]);
  if (danish === undefined && english === undefined) {
    return undefined;
  }
  return { ...(danish === undefined ? {} : { da: danish }), ...(english === undefined ? {} : { en: english }) };
}
