import type { LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";
import type { Description } from "./description.ts";
import { type Kind, type Schema, schemaOf } from "./schemas.ts";

const FONT = ["Inter Variable"];
const SOURCE = "ground";

type Colour = (token: string) => string;
type Width = [number, number][];
type SymbolLayer = Extract<LayerSpecification, { type: "symbol" }>;

/** The ground of the map in the colours of the page: quiet, so that what is measured stands out. */
export function groundStyle(colour: Colour, language: string, description: Description): StyleSpecification {
  const draw = new Drawing(schemaOf(description), colour, language);
  return {
    version: 8,
    sources: { [SOURCE]: sourceOf(description), squares: { type: "geojson", data: { type: "FeatureCollection", features: [] } } },
    layers: [
      { id: "land", type: "background", paint: { "background-color": colour("field") } },
      ...draw.area("meadow", "map-meadow"),
      ...draw.area("forest", "map-forest"),
      ...draw.area("built", "map-built"),
      ...draw.area("park", "map-park"),
      ...draw.area("sand", "map-beach"),
      ...draw.line("beach", "map-beach", [[11, 2], [16, 60]]),
      ...draw.area("water", "map-water"),
      ...draw.line("coast", "map-shore", [[11, 0.6], [16, 1.6]]),
      ...draw.line("river", "map-stream", [[9, 0.8], [13, 3], [16, 16]]),
      ...draw.line("stream", "map-stream", description.kind === "features" ? [[11, 1], [13, 2.6], [16, 14]] : [[12, 0.5], [14, 1.4], [16, 4]]),
      ...draw.area("building", "map-building", 13.2),
      ...draw.line("pier", "map-pier", [[11, 1], [13, 3], [16, 20]]),
      ...draw.streets(),
      ...draw.line("railway", "map-rail", [[11, 0.6], [14, 1.6], [16, 3]]),
      ...draw.boundaries(),
      ...squares(colour),
      ...draw.labels(),
    ],
  };
}

function sourceOf(description: Description): SourceSpecification {
  if (description.kind === "features") {
    return { type: "geojson", data: description.features, tolerance: 0.2 };
  }
  const { tiles, minzoom, maxzoom, bounds } = description;
  // Tiles are fetched by a worker, which has no address of its own to begin from.
  return { type: "vector", tiles: [location.origin + tiles], minzoom, maxzoom, bounds: [...bounds] };
}

/** Widths at some zooms; in between they grow as streets do. */
function growing(widths: Width): ["interpolate", ["exponential", number], ["zoom"], ...number[]] {
  return ["interpolate", ["exponential", 1.7], ["zoom"], ...widths.flat()];
}

/** What is told of areas only: squares in the colour of their value, or empty where it is protected. */
function squares(colour: Colour): LayerSpecification[] {
  return [
    {
      id: "squares",
      type: "fill",
      source: "squares",
      paint: { "fill-color": ["coalesce", ["get", "colour"], colour("line-strong")], "fill-opacity": ["coalesce", ["get", "level"], 0.05] },
    },
    {
      id: "squares-edge",
      type: "line",
      source: "squares",
      paint: { "line-color": ["coalesce", ["get", "colour"], colour("line-strong")], "line-width": ["case", ["get", "chosen"], 3, 1], "line-opacity": 0.8 },
    },
  ];
}

/** Draws the kinds of things that a schema has; of what it has not there is nothing. */
class Drawing {
  private readonly schema: Schema;
  private readonly colour: Colour;
  private readonly language: string;

  constructor(schema: Schema, colour: Colour, language: string) {
    this.schema = schema;
    this.colour = colour;
    this.language = language;
  }

  area(kind: Kind, token: string, minzoom = 0): LayerSpecification[] {
    return this.each(kind, kind, (at) => ({ ...at, type: "fill", minzoom, paint: { "fill-color": this.colour(token), "fill-antialias": true } }));
  }

  line(kind: Kind, token: string, widths: Width, minzoom = 0, id = `${kind}-line`): LayerSpecification[] {
    return this.each(kind, id, (at) => ({
      ...at,
      type: "line",
      minzoom,
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": this.colour(token), "line-width": growing(widths) },
    }));
  }

  streets(): LayerSpecification[] {
    const ranks: { rank: Kind; token: string; from: number; widths: Width }[] = [
      { rank: "lane", token: "map-street", from: 12.2, widths: [[12, 0.5], [14, 1.7], [16, 7]] },
      { rank: "street", token: "map-street", from: 11, widths: [[11, 0.5], [13, 1.6], [14, 2.8], [16, 10]] },
      { rank: "main", token: "map-main", from: 9, widths: [[10, 0.7], [12, 1.9], [14, 4.6], [16, 14]] },
    ];
    return [
      ...this.line("path", "map-path", [[13, 0.6], [16, 1.8]], 13.5),
      ...ranks.flatMap(({ rank, from, widths }) => this.line(rank, "map-street-edge", widths.map(([zoom, width]) => [zoom, width + 1.4]), from, `${rank}-edge`)),
      ...ranks.flatMap(({ rank, token, from, widths }) => this.line(rank, token, widths, from, rank)),
    ];
  }

  boundaries(): LayerSpecification[] {
    return this.each("boundary", "boundary", (at) => ({
      ...at,
      type: "line",
      paint: { "line-color": this.colour("map-boundary"), "line-width": growing([[6, 0.6], [14, 1.6]]), "line-dasharray": [4, 2, 1, 2] },
    }));
  }

  labels(): LayerSpecification[] {
    const land = { "text-color": this.colour("map-name"), "text-halo-color": this.colour("field"), "text-halo-width": 1.4 };
    const water = { "text-color": this.colour("map-water-name"), "text-halo-color": this.colour("map-water"), "text-halo-width": 1 };
    const along = { "symbol-placement": "line", "text-size": 11 } as const;
    return [
      ...this.label("street-name", { minzoom: 14.2, paint: land }, { ...along, "symbol-spacing": 400 }),
      ...this.label("stream-name", { minzoom: 12.5, paint: { ...water, "text-halo-color": this.colour("field") } }, { ...along, "symbol-spacing": 500 }),
      ...this.label("district", { minzoom: 10.5, maxzoom: 15.5, paint: land }, { "text-size": 13, "text-letter-spacing": 0.12, "text-transform": "uppercase", "text-padding": 8 }),
      ...this.label("water-name", { paint: water }, { "text-size": 13, "text-letter-spacing": 0.1 }),
      ...this.towns(land),
    ];
  }

  /** The larger the town, the larger its name, and the sooner it stands. */
  private towns(paint: NonNullable<SymbolLayer["paint"]>): LayerSpecification[] {
    const { size } = this.schema;
    return this.label("town", { maxzoom: 14.5, paint }, {
      "text-size": ["match", size, "city", 17, "town", 15, "village", 13, 12],
      "symbol-sort-key": ["match", size, "city", 0, "town", 1, "village", 2, 3],
      "text-max-width": 8,
    });
  }

  private label(kind: Kind, more: Pick<SymbolLayer, "minzoom" | "maxzoom" | "paint">, layout: NonNullable<SymbolLayer["layout"]>): LayerSpecification[] {
    return this.each(kind, kind, (at) => ({ ...at, ...more, type: "symbol", layout: { ...layout, "text-field": this.schema.name(this.language), "text-font": FONT } }));
  }

  private each(kind: Kind, id: string, layer: (at: { id: string; source: string; "source-layer"?: string; filter: Schema["size"] }) => LayerSpecification): LayerSpecification[] {
    return (this.schema.sorts[kind] ?? []).map((sort, index) =>
      layer({ id: index === 0 ? id : `${id}-${index}`, source: SOURCE, filter: sort.filter, ...(sort.layer === undefined ? {} : { "source-layer": sort.layer }) }),
    );
  }
}
