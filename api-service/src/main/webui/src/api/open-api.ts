import type { HistoryRow } from "../chart/cells.ts";
import type { UsualHour } from "../chart/normal.ts";
import { type Dataset, type Place, type WindowJson, areasFrom, datasetFrom, placesFrom } from "./shapes.ts";

/** The API's answer when it has none to give. */
export class NoAnswer extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface CatalogueEntry {
  readonly dataset: Dataset;
  readonly places: readonly Place[];
  /** What is told of areas instead of places. */
  readonly areas: readonly Place[];
}

const PATIENCE_MS = 15_000;
const MOST_PAGES = 20;

/** Every public dataset with its quantities and places. */
export async function fetchCatalogue(): Promise<CatalogueEntry[]> {
  const listed: unknown[] = [];
  let next: string | null = "/v1/datasets";
  for (let page = 0; next !== null && page < MOST_PAGES; page++) {
    const answer: { datasets?: unknown[]; next?: string | null } = await fetchJson(next);
    listed.push(...(answer.datasets ?? []));
    next = answer.next ?? null;
  }
  return Promise.all(listed.map((summary) => fetchEntry(datasetFrom(summary))));
}

/** The newest window of every series of the dataset. */
export async function fetchLatest(dataset: string): Promise<WindowJson[]> {
  return fetchWindows(`/v1/datasets/${encodeURIComponent(dataset)}/latest`);
}

/** The last 24 hours of one place or area, with what is missing and why. */
export async function fetchLastDay(dataset: string, where: Where, resolution: string): Promise<HistoryRow[]> {
  return fetchWindows<HistoryRow>(`${lastDayLink(dataset, where, resolution)}&gaps=true&limit=10000`);
}

/** A spot or an area. */
export type Where = { readonly place: string } | { readonly area: string };

/** What a series of a place or an area is like in each hour of the week. */
export interface UsualSeries {
  readonly sensor?: string;
  readonly quantity: string;
  readonly hours: readonly UsualHour[];
}

export async function fetchNormal(dataset: string, where: Where): Promise<readonly UsualSeries[]> {
  const parameters = new URLSearchParams(where);
  const answer: { series?: UsualSeries[] } = await fetchJson(`/v1/datasets/${encodeURIComponent(dataset)}/normal?${parameters}`);
  return answer.series ?? [];
}

/** What a whole dataset said from one instant to another, a line a window or gap, with only these columns. */
export async function fetchPast(dataset: string, resolution: string, from: number, to: number, columns: readonly string[]): Promise<string> {
  const parameters = new URLSearchParams({
    resolution,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    gaps: "true",
    limit: "all",
    format: "csv",
    columns: columns.join(","),
  });
  return (await answered(`/v1/datasets/${encodeURIComponent(dataset)}/windows?${parameters}`, "text/csv")).text();
}

export function lastDayLink(dataset: string, where: Where, resolution: string, format?: string): string {
  const parameters = new URLSearchParams({ resolution, from: "P1D", ...where });
  if (format !== undefined) {
    parameters.set("format", format);
  }
  return `/v1/datasets/${encodeURIComponent(dataset)}/windows?${parameters}`;
}

async function fetchEntry(summary: Dataset): Promise<CatalogueEntry> {
  const path = `/v1/datasets/${encodeURIComponent(summary.id)}`;
  const [detail, places] = await Promise.all([
    fetchJson<unknown>(path).then(
      (answer) => ({ ...summary, ...known(datasetFrom(answer)) }),
      // The list alone is enough to show values.
      () => summary,
    ),
    fetchJson<unknown>(`${path}/places`),
  ]);
  return { dataset: detail, places: placesFrom(places), areas: areasFrom(places) };
}

/** What the detailed answer really says, so that it never blanks out what the list said. */
function known(detail: Dataset): Partial<Dataset> {
  const entries = Object.entries(detail).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(entries) as Partial<Dataset>;
}

/** The windows at that address, page by page. */
export async function fetchWindows<W = WindowJson>(path: string): Promise<W[]> {
  const windows: W[] = [];
  let next: string | null = path;
  for (let page = 0; next !== null && page < MOST_PAGES; page++) {
    const answer: { windows?: W[]; next?: string | null } = await fetchJson(next);
    windows.push(...(answer.windows ?? []));
    next = answer.next ?? null;
  }
  return windows;
}

/** Asks the open API; a refusal is told in its own words. */
export async function fetchJson<T>(path: string): Promise<T> {
  return (await (await answered(path, "application/json, application/geo+json")).json()) as T;
}

async function answered(path: string, accept: string): Promise<Response> {
  // A link to the next page may name the host as the service sees it: only its path counts here.
  const link = new URL(path, location.origin);
  const response = await fetch(link.pathname + link.search, {
    headers: { Accept: accept },
    credentials: "omit",
    // Answers may be kept for ten seconds. Who loads a page again wants to know that it still holds: what was recalled is gone.
    cache: "no-cache",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new NoAnswer(response.status, problem.detail ?? `${link.pathname} answered ${response.status}`);
  }
  return response;
}
