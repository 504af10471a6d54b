import type { HistoryRow } from "../chart/cells.ts";
import type { UsualHour } from "../chart/normal.ts";
import { NoAnswer, fetchJson } from "./open-api.ts";
import { type Dataset, type Text, type WindowJson, datasetFrom } from "./shapes.ts";

/** How people are protected, as far as it is told. */
export interface PolicyVersion {
  readonly version: number;
  readonly from: string;
  readonly resolution?: string;
  readonly unit?: string;
  readonly smallestGroup?: number;
  readonly delay?: string;
}

/** All that is told of a dataset. */
export interface Detail extends Dataset {
  readonly privacyClass: string;
  readonly purpose: Text | undefined;
  readonly legalBasis: string | undefined;
  readonly retention: string | undefined;
  readonly lateness: string | undefined;
  readonly isProtected: boolean;
  readonly policies: readonly PolicyVersion[];
  readonly windowsFrom: string | undefined;
  readonly decision: { readonly by?: string; readonly on?: string; readonly reference?: string; readonly risk?: string };
  readonly pilot: boolean;
  readonly deprecated: { readonly since?: string; readonly sunset?: string } | undefined;
  readonly recalled: readonly { readonly from: string; readonly to: string }[];
  readonly updatedAt: string | undefined;
  readonly completeThrough: Readonly<Record<string, string>>;
}

/** Where it is measured: a place, or an area of which something is told. */
export interface Spot {
  readonly id: string;
  readonly name: Text;
  readonly isArea: boolean;
  readonly quantities: readonly string[];
}

export interface Read {
  readonly fewerThan?: number;
  readonly requests?: number;
  readonly rows?: number;
  readonly bytes?: number;
  readonly connections?: number;
  readonly minutes?: number;
}

export interface UsageDay {
  readonly day: string;
  readonly latest: Read;
  readonly windows: Readonly<Record<string, Read>>;
  readonly files: Read;
  readonly normal: Read;
  readonly live: Read;
}

export interface Usage {
  readonly fewest: number;
  readonly days: readonly UsageDay[];
}

export interface MonthFile {
  readonly month: string;
  readonly href: string;
  readonly mediaType: string;
  readonly complete: boolean;
  readonly made: boolean;
  readonly rows?: number;
  readonly bytes?: number;
  readonly sha256?: string;
}

export interface Manifest {
  readonly resolution: string;
  readonly files: readonly MonthFile[];
}

export interface HistoryAnswer {
  readonly windows: readonly HistoryRow[];
  readonly next: string | null;
}

interface NormalAnswer {
  readonly series: readonly { readonly place?: string; readonly area?: string; readonly sensor?: string; readonly quantity: string; readonly statistic: string; readonly hours: readonly UsualHour[] }[];
}

type Loose = Record<string, unknown>;

/** The address of a dataset's part of the API. */
export function below(dataset: string, rest = ""): string {
  return `/v1/datasets/${encodeURIComponent(dataset)}${rest}`;
}

export async function fetchDetail(dataset: string): Promise<Detail> {
  return detailFrom(await fetchJson<unknown>(below(dataset)));
}

export async function fetchSpots(dataset: string): Promise<Spot[]> {
  const answer = await fetchJson<{ features?: { id?: string; geometry?: { type?: string } | null; properties?: Loose }[] }>(below(dataset, "/places"));
  return (answer.features ?? []).map(({ id, geometry, properties = {} }) => {
    const isArea = properties["area"] !== undefined || geometry === null || geometry?.type === "Polygon";
    const own = String(id ?? properties["place"] ?? properties["area"]);
    return { id: own, name: (properties["name"] as Text | undefined) ?? {}, isArea, quantities: (properties["quantities"] as string[] | undefined) ?? [] };
  });
}

/** An area of an open dataset, which has places in its list and no areas; undefined where there is no such area. */
export async function fetchArea(dataset: string, id: string): Promise<Spot | undefined> {
  try {
    const answer = await fetchJson<{ windows?: WindowJson[] }>(below(dataset, `/latest?${new URLSearchParams({ area: id })}`));
    return { id, name: {}, isArea: true, quantities: [...new Set((answer.windows ?? []).map(({ quantity }) => quantity))] };
  } catch (failure) {
    if (failure instanceof NoAnswer && (failure.status === 400 || failure.status === 404)) {
      return undefined;
    }
    throw failure;
  }
}

export function fetchHistory(address: string): Promise<HistoryAnswer> {
  return fetchJson<HistoryAnswer>(address);
}

/** What is usual for one series; of several sensors at one place the first. */
export async function fetchNormal(dataset: string, spot: Spot, quantity: string): Promise<readonly UsualHour[]> {
  const wish = new URLSearchParams({ quantity, ...(spot.isArea ? {} : { place: spot.id }) });
  const answer = await fetchJson<NormalAnswer>(below(dataset, `/normal?${wish}`));
  return answer.series.find((series) => (series.area ?? series.place) === spot.id && series.quantity === quantity)?.hours ?? [];
}

export function fetchUsage(dataset: string): Promise<Usage> {
  return fetchJson<Usage>(below(dataset, "/usage?from=P30D"));
}

export function fetchFiles(dataset: string, resolution: string): Promise<Manifest> {
  return fetchJson<Manifest>(below(dataset, `/files?resolution=${resolution}`));
}

function detailFrom(answer: unknown): Detail {
  const loose = answer as Loose;
  const policy = (loose["policy"] ?? {}) as Loose;
  const decision = (loose["publication"] ?? {}) as Record<string, string | undefined>;
  const freshness = (loose["freshness"] ?? {}) as Loose;
  const string = (name: string): string | undefined => loose[name] as string | undefined;
  return {
    ...datasetFrom(answer),
    privacyClass: string("privacyClass") ?? "open",
    purpose: loose["purpose"] as Text | undefined,
    legalBasis: string("legalBasis"),
    retention: string("retention"),
    lateness: string("lateness"),
    isProtected: policy["release"] === "protected",
    policies: (policy["versions"] as PolicyVersion[] | undefined) ?? [],
    windowsFrom: policy["windowsFrom"] as string | undefined,
    decision: {
      ...(decision["decidedBy"] === undefined ? {} : { by: decision["decidedBy"] }),
      ...(decision["decidedOn"] === undefined ? {} : { on: decision["decidedOn"] }),
      ...(decision["reference"] === undefined ? {} : { reference: decision["reference"] }),
      ...(decision["remainingRisk"] === undefined ? {} : { risk: decision["remainingRisk"] }),
    },
    pilot: loose["pilot"] === true,
    deprecated: loose["deprecated"] as Detail["deprecated"],
    recalled: (loose["recalled"] as Detail["recalled"] | undefined) ?? [],
    updatedAt: string("updatedAt"),
    completeThrough: (freshness["completeThrough"] as Record<string, string> | undefined) ?? {},
  };
}
