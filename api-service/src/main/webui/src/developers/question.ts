import { below } from "../api/details.ts";
import { figure } from "../page/format.ts";
import type { Speech } from "../page/language.ts";
import { type Span, holdsFinished, usualSpan } from "../page/spans.ts";

/** What can be asked about a dataset. */
export const WHATS = ["windows", "latest", "places", "normal", "about"] as const;
export type What = (typeof WHATS)[number];

/** The forms that people can read. */
export const FORMATS = ["json", "ndjson", "csv", "geojson"] as const;

const SPANS = ["PT1H", "PT6H", "P1D", "P7D", "P30D", "P30M"] as const;

/** The spans in which windows of that resolution are finished. */
export function spansFor(resolution: string): readonly (typeof SPANS)[number][] {
  return SPANS.filter((span) => holdsFinished(span, resolution));
}

/** What was chosen where it can be kept, else what the API takes. */
export function spanFor(resolution: string, chosen: string): Span {
  return spansFor(resolution).find((span) => span === chosen) ?? usualSpan(resolution);
}

/** What is usual is told of up to 100 series at once: all quantities of a dataset have more. */
export function takesAllQuantities(what: What): boolean {
  return what !== "normal";
}

export interface Ask {
  readonly dataset: string;
  readonly what: What;
  /** Empty for all. */
  readonly quantity: string;
  readonly resolution: string;
  readonly from: string;
  readonly format: string;
  readonly gaps: boolean;
}

/** The address that asks it. Only what applies is in it. */
export function addressOf(ask: Ask): string {
  const quantity = ask.quantity === "" ? {} : { quantity: ask.quantity };
  // The newest windows come in no form that has a map.
  const format = ask.format === "json" || (ask.what === "latest" && ask.format === "geojson") ? {} : { format: ask.format };
  switch (ask.what) {
    case "windows":
      return withQuery(below(ask.dataset, "/windows"), { resolution: ask.resolution, from: ask.from, ...quantity, ...(ask.gaps ? { gaps: "true" } : {}), limit: "100", ...format });
    case "latest":
      return withQuery(below(ask.dataset, "/latest"), { resolution: ask.resolution, ...quantity, ...format });
    case "normal":
      return withQuery(below(ask.dataset, "/normal"), quantity);
    case "places":
      return below(ask.dataset, "/places");
    default:
      return below(ask.dataset);
  }
}

/** JSON on several lines, with every figure as it was written; everything else as it came. */
export function readable(text: string, type: string): string {
  return /json/.test(type) && !/ndjson/.test(type) ? indented(text) : text;
}

/** Reading and writing it anew would turn 4.2500 into 4.25. */
function indented(json: string): string {
  let depth = 0;
  const line = (): string => `\n${"  ".repeat(Math.max(0, depth))}`;
  return json.replace(/"(?:\\.|[^"\\])*"|\[\s*\]|\{\s*\}|[[\]{},:]|\s+/g, (part) => {
    switch (part) {
      case "{":
      case "[":
        depth++;
        return part + line();
      case "}":
      case "]":
        depth--;
        return line() + part;
      case ",":
        return part + line();
      case ":":
        return ": ";
      default:
        return /^\s/.test(part) ? "" : part;
    }
  });
}

export function sizeText(bytes: number, speech: Speech): string {
  return bytes < 1_000 ? `${bytes} B` : bytes < 1_000_000 ? `${figure(bytes / 1_000, 1, speech)} kB` : `${figure(bytes / 1_000_000, 1, speech)} MB`;
}

function withQuery(path: string, parameters: Record<string, string>): string {
  const query = new URLSearchParams(parameters).toString();
  return query === "" ? path : `${path}?${query}`;
}
