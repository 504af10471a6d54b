import type { Theme } from "../api/shapes.ts";

export const PANELS = ["levels", "unusual", "silent", "late"] as const;
export type PanelName = (typeof PANELS)[number];

export const THEMES: readonly Theme[] = ["air", "noise", "water", "weather", "soil", "energy", "waste", "mobility", "indoor", "device"];

/** A panel on the screen and the room it takes. */
export interface Placed {
  readonly panel: PanelName;
  readonly columns: number;
  readonly rows: number;
}

/** What a duty officer arranged. All of it is in the address, so that a link shares it. */
export interface Layout {
  readonly panels: readonly Placed[];
  /** Only these; none means all. */
  readonly themes: readonly Theme[];
  readonly places: readonly string[];
  /** Without the way to the other pages, for a screen that nobody touches. */
  readonly bare: boolean;
}

export const MOST_COLUMNS = 4;
export const MOST_ROWS = 3;
/** A link is no longer than browsers and mail programs take. */
export const MOST_PLACES = 40;

export const USUAL: Layout = {
  panels: [
    { panel: "levels", columns: 2, rows: 3 },
    { panel: "unusual", columns: 2, rows: 2 },
    { panel: "silent", columns: 1, rows: 1 },
    { panel: "late", columns: 1, rows: 1 },
  ],
  themes: [],
  places: [],
  bare: false,
};

/** Reads it from an address; what nobody understands is passed over. */
export function readLayout(search: string): Layout {
  const parameters = new URLSearchParams(search);
  const panels = parameters.get("panels");
  return {
    panels: panels === null ? USUAL.panels : parts(panels).map(placedFrom).filter(isFirst),
    themes: parts(parameters.get("themes")).filter((theme): theme is Theme => (THEMES as readonly string[]).includes(theme)),
    places: [...new Set(parts(parameters.get("places")))].slice(0, MOST_PLACES),
    bare: parameters.get("bare") === "yes",
  };
}

/** The parameters of an address that say it; what is as usual is not said. */
export function parametersOf(layout: Layout): Record<string, string | null> {
  const panels = layout.panels.map(written).join(".");
  return {
    panels: panels === USUAL.panels.map(written).join(".") ? null : panels,
    themes: layout.themes.length === 0 ? null : layout.themes.join("."),
    places: layout.places.length === 0 ? null : layout.places.join("."),
    bare: layout.bare ? "yes" : null,
  };
}

/** The panel taken to another place in the order. */
export function moved(layout: Layout, panel: PanelName, to: number): Layout {
  const placed = layout.panels.find((one) => one.panel === panel);
  if (placed === undefined) {
    return layout;
  }
  const others = layout.panels.filter((one) => one !== placed);
  const at = Math.max(0, Math.min(others.length, to));
  return { ...layout, panels: [...others.slice(0, at), placed, ...others.slice(at)] };
}

export function resized(layout: Layout, panel: PanelName, columns: number, rows: number): Layout {
  return {
    ...layout,
    panels: layout.panels.map((one) => (one.panel === panel ? { panel, columns: within(columns, MOST_COLUMNS), rows: within(rows, MOST_ROWS) } : one)),
  };
}

export function without(layout: Layout, panel: PanelName): Layout {
  return { ...layout, panels: layout.panels.filter((one) => one.panel !== panel) };
}

/** The panel added as the last, as large as it usually is. */
export function withPanel(layout: Layout, panel: PanelName): Layout {
  const usual = USUAL.panels.find((one) => one.panel === panel);
  return usual === undefined || layout.panels.some((one) => one.panel === panel) ? layout : { ...layout, panels: [...layout.panels, usual] };
}

/** The list with one more, or without it where it was there. */
export function toggled<T>(list: readonly T[], one: T): T[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}

function placedFrom(text: string): Placed | undefined {
  const match = /^([a-z]+)(?:_(\d)x(\d))?$/.exec(text);
  const panel = PANELS.find((name) => name === match?.[1]);
  if (match === null || panel === undefined) {
    return undefined;
  }
  return { panel, columns: within(Number(match[2] ?? 1), MOST_COLUMNS), rows: within(Number(match[3] ?? 1), MOST_ROWS) };
}

function isFirst(placed: Placed | undefined, index: number, all: readonly (Placed | undefined)[]): placed is Placed {
  return placed !== undefined && all.findIndex((other) => other?.panel === placed.panel) === index;
}

function written({ panel, columns, rows }: Placed): string {
  return `${panel}_${columns}x${rows}`;
}

function within(size: number, most: number): number {
  return Math.max(1, Math.min(most, size));
}

/** Points stand between the parts, since no id has any and an address leaves them as they are. */
function parts(text: string | null): string[] {
  return (text ?? "").split(".").filter((part) => part !== "");
}
