/** What the ground of the map is: features that are fetched whole, or tiles of a file that the city brings. */
export type Description =
  | { readonly kind: "features"; readonly features: string }
  | {
      readonly kind: "tiles";
      readonly schema: "openmaptiles" | "protomaps";
      readonly tiles: string;
      readonly minzoom: number;
      readonly maxzoom: number;
      readonly bounds: readonly [number, number, number, number];
      readonly attribution: string;
    };

/** Without an answer the ground is plain, and no mistake of the page. */
export async function fetchDescription(): Promise<Description> {
  try {
    const answer = await fetch("/basemap/ground.json");
    return answer.ok ? ((await answer.json()) as Description) : PLAIN;
  } catch {
    return PLAIN;
  }
}

const PLAIN: Description = { kind: "features", features: "/basemap/town.geojson" };
