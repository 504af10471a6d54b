import { fetchJson, fetchWindows } from "../api/open-api.ts";
import type { Place, WindowJson } from "../api/shapes.ts";
import { Refused, asked, token } from "../page/session.ts";
import type { NormalAnswer } from "./normal.ts";
import type { Device } from "./silence.ts";
import type { SourceCounts } from "./sources.ts";

/** Eight weeks of each series are read for it, so not too many at once. */
const PLACES_AT_ONCE = 40;
/** So that nothing is held up, neither here nor there, while much is asked. */
const BREATH_MS = 150;
const MOST_DEVICE_PAGES = 5;

/** The newest hour of every series of a dataset. */
export function fetchNewestHours(dataset: string): Promise<WindowJson[]> {
  return fetchWindows(`${path(dataset)}/latest?resolution=PT1H`);
}

/** A day of hours of one quantity. */
export function fetchDayOfHours(dataset: string, quantity: string): Promise<WindowJson[]> {
  return fetchWindows(`${path(dataset)}/windows?${new URLSearchParams({ resolution: "PT1H", from: "P1D", quantity, limit: "10000" })}`);
}

/** What is normal for a quantity at these places, part by part. */
export async function fetchNormal(dataset: string, quantity: string, places: readonly Place[], take: (answer: NormalAnswer) => void): Promise<void> {
  const spots = places.filter(({ outline }) => outline === undefined).map(({ id }) => id);
  if (spots.length < places.length) {
    // Areas cannot be asked for by name: one answer has all of them.
    take(await fetchJson<NormalAnswer>(`${path(dataset)}/normal?${new URLSearchParams({ quantity })}`));
    await breath();
  }
  for (let from = 0; from < spots.length; from += PLACES_AT_ONCE) {
    const place = spots.slice(from, from + PLACES_AT_ONCE).join(",");
    take(await fetchJson<NormalAnswer>(`${path(dataset)}/normal?${new URLSearchParams({ quantity, place })}`));
    await breath();
  }
}

/** The devices that are silent, for those whose role may know; undefined for all others. */
export function fetchSilentDevices(): Promise<Device[] | undefined> {
  return forARole(async () => {
    const devices: Device[] = [];
    let next: string | null = "/admin/v1/devices?silent=true";
    for (let page = 0; next !== null && page < MOST_DEVICE_PAGES; page++) {
      const answer: { devices: Device[]; next: string | null } = await asked(next);
      devices.push(...answer.devices);
      next = answer.next;
    }
    return devices;
  });
}

/** What every source has brought, for those whose role may know; undefined for all others. */
export function fetchSources(): Promise<readonly SourceCounts[] | undefined> {
  return forARole(async () => (await asked<{ sources: SourceCounts[] }>("/admin/v1/sources")).sources);
}

async function forARole<T>(ask: () => Promise<T>): Promise<T | undefined> {
  if (token() === null) {
    return undefined;
  }
  try {
    return await ask();
  } catch (refusal) {
    if (refusal instanceof Refused && (refusal.status === 401 || refusal.status === 403)) {
      return undefined;
    }
    throw refusal;
  }
}

/** The page as the service hands it out now; it changes with an upgrade. */
export async function fetchPage(): Promise<string> {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" }, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(15_000) });
  if (!answer.ok) {
    throw new Error(`${answer.status}`);
  }
  return answer.text();
}

export function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, BREATH_MS));
}

function path(dataset: string): string {
  return `/v1/datasets/${encodeURIComponent(dataset)}`;
}
