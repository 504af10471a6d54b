/** What the page shows, held in the URL alone so that every view can be shared as a link. */
export interface Address {
  readonly dataset: string | null;
  readonly quantity: string | null;
  readonly place: string | null;
  readonly view: "map" | "table";
  /** The end of the quarter of an hour that is looked back to, in milliseconds; null for now. */
  readonly at: number | null;
  readonly language: string | null;
  readonly colour: "light" | "dark" | null;
}

export function readAddress(search: string): Address {
  const parameters = new URLSearchParams(search);
  const colour = parameters.get("colour");
  const at = Date.parse(parameters.get("at") ?? "");
  return {
    dataset: parameters.get("dataset"),
    quantity: parameters.get("quantity"),
    place: parameters.get("place"),
    view: parameters.get("view") === "table" ? "table" : "map",
    at: Number.isNaN(at) ? null : at,
    language: parameters.get("lang"),
    colour: colour === "light" || colour === "dark" ? colour : null,
  };
}

/** The link to the same page with some of it changed. */
export function linkTo(address: Address, change: Partial<Address> = {}): string {
  const next = { ...address, ...change };
  const parameters = new URLSearchParams();
  const entries: [string, string | null][] = [
    ["dataset", next.dataset],
    ["quantity", next.quantity],
    ["place", next.place],
    ["view", next.view === "table" ? "table" : null],
    ["at", next.at === null ? null : new Date(next.at).toISOString()],
    ["lang", next.language],
    ["colour", next.colour],
  ];
  for (const [name, value] of entries) {
    if (value !== null) {
      parameters.set(name, value);
    }
  }
  const query = parameters.toString();
  return query === "" ? "/" : `/?${query}`;
}
