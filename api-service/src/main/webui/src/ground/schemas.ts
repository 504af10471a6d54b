import type { ExpressionSpecification } from "maplibre-gl";
import type { Description } from "./description.ts";

/** What is drawn of a ground, whatever its file calls it. */
export type Kind =
  | "meadow"
  | "forest"
  | "built"
  | "park"
  | "sand"
  | "beach"
  | "water"
  | "building"
  | "coast"
  | "river"
  | "stream"
  | "pier"
  | "path"
  | "lane"
  | "street"
  | "main"
  | "railway"
  | "boundary"
  | "street-name"
  | "stream-name"
  | "water-name"
  | "district"
  | "town";

/** Where something is among the layers of a file. */
export interface Sort {
  readonly layer?: string;
  readonly filter: ExpressionSpecification;
}

/** What the layers of a file are called and mean. */
export interface Schema {
  readonly sorts: Partial<Record<Kind, readonly Sort[]>>;
  /** The name of a thing in a language, as far as it has one. */
  name(language: string): ExpressionSpecification;
  /** How large a town is: "city", "town", "village", or anything else. */
  readonly size: ExpressionSpecification;
}

type Shape = "Point" | "LineString" | "Polygon";

function get(property: string): ExpressionSpecification {
  return ["get", property];
}

function is(property: string, ...values: readonly string[]): ExpressionSpecification {
  return ["in", get(property), ["literal", [...values]]];
}

function shaped(shape: Shape): ExpressionSpecification {
  return ["==", ["geometry-type"], shape];
}

function all(...conditions: readonly ExpressionSpecification[]): ExpressionSpecification {
  return ["all", ...conditions];
}

function not(condition: ExpressionSpecification): ExpressionSpecification {
  return ["!", condition];
}

/** What is told apart by one property of features of one shape. */
function by(property: string, shape: Shape): (layer: string, ...values: readonly string[]) => Sort {
  return (layer, ...values) => ({ layer, filter: all(shaped(shape), is(property, ...values)) });
}

function of(kind: string, ...more: readonly ExpressionSpecification[]): readonly Sort[] {
  return [{ filter: all(is("kind", kind), ...more) }];
}

/** The GeoJSON that the simulated town makes of itself, and that docs/web.md describes. */
const FEATURES: Schema = {
  sorts: {
    meadow: of("field", shaped("Polygon")),
    forest: of("forest", shaped("Polygon")),
    built: of("built", shaped("Polygon")),
    park: of("park", shaped("Polygon")),
    water: of("water", shaped("Polygon")),
    beach: of("beach"),
    coast: of("coast"),
    stream: of("stream"),
    pier: of("pier"),
    lane: of("street", is("rank", "lane")),
    street: of("street", is("rank", "street")),
    main: of("street", is("rank", "main")),
    railway: of("railway"),
    "street-name": of("street-name"),
    "stream-name": of("stream"),
    "water-name": of("sea"),
    district: of("district"),
  },
  name: (language) => ["coalesce", get(language), get("da")],
  size: ["literal", ""],
};

const openArea = by("class", "Polygon");
const openLine = by("class", "LineString");
const openPoint = by("class", "Point");
const aboveGround = not(is("brunnel", "tunnel"));
const GREEN = ["park", "garden", "recreation_ground", "village_green", "golf_course", "allotments", "grass"] as const;

/** The schema of OpenMapTiles, which planetiler and tilemaker write. */
const OPENMAPTILES: Schema = {
  sorts: {
    meadow: [{ layer: "landcover", filter: all(is("class", "farmland", "grass", "wetland"), not(is("subclass", ...GREEN))) }],
    forest: [openArea("landcover", "wood")],
    built: [openArea("landuse", "residential", "suburb", "quarter", "neighbourhood", "commercial", "industrial", "retail", "school", "university", "college", "hospital", "railway")],
    park: [{ layer: "landcover", filter: all(is("class", "grass"), is("subclass", ...GREEN)) }, openArea("landuse", "cemetery", "pitch", "playground", "stadium", "zoo")],
    sand: [openArea("landcover", "sand")],
    water: [{ layer: "water", filter: all(shaped("Polygon"), aboveGround) }],
    building: [{ layer: "building", filter: shaped("Polygon") }],
    river: [{ layer: "waterway", filter: all(is("class", "river", "canal"), aboveGround) }],
    stream: [{ layer: "waterway", filter: all(is("class", "stream", "drain", "ditch"), aboveGround) }],
    pier: [openLine("transportation", "pier")],
    path: [openLine("transportation", "path", "track")],
    lane: [{ layer: "transportation", filter: all(shaped("LineString"), is("class", "service", "busway", "raceway"), aboveGround) }],
    street: [{ layer: "transportation", filter: all(shaped("LineString"), is("class", "tertiary", "minor"), aboveGround) }],
    main: [{ layer: "transportation", filter: all(shaped("LineString"), is("class", "motorway", "trunk", "primary", "secondary"), aboveGround) }],
    railway: [{ layer: "transportation", filter: all(shaped("LineString"), is("class", "rail", "transit"), aboveGround) }],
    boundary: [{ layer: "boundary", filter: all(["<=", ["to-number", get("admin_level"), 99], 8], ["!=", ["to-number", get("maritime"), 0], 1]) }],
    "street-name": [{ layer: "transportation_name", filter: not(is("class", "path", "ferry", "rail", "transit")) }],
    "stream-name": [{ layer: "waterway", filter: shaped("LineString") }],
    "water-name": [{ layer: "water_name", filter: shaped("Point") }],
    district: [openPoint("place", "suburb", "quarter", "neighbourhood", "island")],
    town: [openPoint("place", "city", "town", "village", "hamlet")],
  },
  name: (language) => ["coalesce", get(`name:${language}`), get(`name_${language}`), get("name")],
  size: get("class"),
};

const mapArea = by("kind", "Polygon");
const mapLine = by("kind", "LineString");
const mapPoint = by("kind", "Point");
const openAir = ["!=", get("is_tunnel"), true] satisfies ExpressionSpecification;
const SIDE_WAYS = ["service", "driveway", "alley", "parking_aisle"] as const;

/** The schema of the basemap of Protomaps, version 4. */
const PROTOMAPS: Schema = {
  sorts: {
    meadow: [mapArea("landuse", "farmland", "meadow", "grass", "orchard", "scrub", "wetland")],
    forest: [mapArea("landuse", "forest", "wood")],
    built: [mapArea("landuse", "residential", "neighbourhood", "commercial", "industrial", "school", "university", "college", "hospital", "railway")],
    park: [mapArea("landuse", "park", "garden", "cemetery", "recreation_ground", "golf_course", "pitch", "playground", "stadium", "zoo", "dog_park", "village_green", "allotments")],
    sand: [mapArea("landuse", "beach", "sand")],
    water: [{ layer: "water", filter: all(shaped("Polygon"), not(is("kind", "playa"))) }],
    building: [mapArea("buildings", "building", "building_part")],
    river: [{ layer: "water", filter: all(shaped("LineString"), ["any", is("kind", "river", "canal"), is("kind_detail", "river", "canal")]) }],
    stream: [{ layer: "water", filter: all(shaped("LineString"), not(is("kind", "river", "canal")), not(is("kind_detail", "river", "canal"))) }],
    pier: [{ layer: "roads", filter: all(shaped("LineString"), ["any", is("kind", "pier"), is("kind_detail", "pier")]) }],
    path: [{ layer: "roads", filter: all(shaped("LineString"), is("kind", "path"), not(is("kind_detail", "pier")), openAir) }],
    lane: [{ layer: "roads", filter: all(is("kind", "minor_road"), is("kind_detail", ...SIDE_WAYS), openAir) }],
    street: [{ layer: "roads", filter: all(is("kind", "minor_road"), not(is("kind_detail", ...SIDE_WAYS)), openAir) }],
    main: [{ layer: "roads", filter: all(is("kind", "highway", "major_road"), openAir) }],
    railway: [{ layer: "roads", filter: all(is("kind", "rail"), openAir) }],
    boundary: [mapLine("boundaries", "country", "region", "county")],
    "street-name": [mapLine("roads", "highway", "major_road", "minor_road")],
    "stream-name": [{ layer: "water", filter: shaped("LineString") }],
    "water-name": [{ layer: "water", filter: shaped("Point") }],
    district: [mapPoint("places", "neighbourhood", "macrohood")],
    town: [mapPoint("places", "locality")],
  },
  name: (language) => ["coalesce", get(`name:${language}`), get("name")],
  size: get("kind_detail"),
};

export function schemaOf(description: Description): Schema {
  if (description.kind === "features") {
    return FEATURES;
  }
  return description.schema === "openmaptiles" ? OPENMAPTILES : PROTOMAPS;
}
