import { type Dataset, type Place, type WindowJson, datasetFrom, placesFrom } from "./shapes.ts";

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

/** The complete windows of one place of the last 24 hours. */
export async function fetchLastDay(dataset: string, place: string, resolution: string): Promise<WindowJson[]> {
  return fetchWindows(lastDayLink(dataset, place, resolution));
}

export function lastDayLink(dataset: string, place: string, resolution: string, format?: string): string {
  const parameters = new URLSearchParams({ resolution, from: "P1D", place });
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
    fetchJson<unknown>(`${path}/places`).then(placesFrom),
  ]);
  return { dataset: detail, places };
}

/** What the detailed answer really says, so that it never blanks out what the list said. */
function known(detail: Dataset): Partial<Dataset> {
  const entries = Object.entries(detail).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(entries) as Partial<Dataset>;
}

async function fetchWindows(path: string): Promise<WindowJson[]> {
  const windows: WindowJson[] = [];
  let next: string | null = path;
  for (let page = 0; next !== null && page < MOST_PAGES; page++) {
    const answer: { windows?: WindowJson[]; next?: string | null } = await fetchJson(next);
    windows.push(...(answer.windows ?? []));
    next = answer.next ?? null;
  }
  return windows;
}

async function fetchJson<T>(path: string): Promise<T> {
  // A link to the next page may name the host as the service sees it: only its path counts here.
  const link = new URL(path, location.origin);
  const response = await fetch(link.pathname + link.search, {
    headers: { Accept: "application/json, application/geo+json" },
    credentials: "omit",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!response.ok) {
    throw new NoAnswer(response.status, `${link.pathname} answered ${response.status}`);
  }
  return (await response.json()) as T;
}
