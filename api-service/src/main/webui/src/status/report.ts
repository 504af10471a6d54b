import type { Text } from "../api/shapes.ts";

// What /status answers.

export const PARTS = ["live", "history", "ingest", "aggregator", "registry"] as const;
export type PartName = (typeof PARTS)[number];

export interface PartState {
  readonly status: "up" | "starting" | "down" | "unknown";
  readonly since?: string;
}

export interface Share {
  readonly seen: number;
  readonly up: number;
}

export type Day = { readonly day: string; readonly minutes: number } & Readonly<Record<PartName, Share>>;

export interface Incident {
  readonly what: "trouble" | "unseen";
  readonly part?: PartName;
  readonly from: string;
  readonly to?: string;
}

export interface DatasetState {
  readonly dataset: string;
  readonly title: Text;
  readonly status: Timely;
  readonly within: string;
  readonly publishedAt?: string;
}

export type Timely = "on-time" | "late" | "not-yet";

export interface StatusReport {
  readonly status: "up" | "degraded";
  readonly at: string;
  readonly recordedFrom?: string;
  readonly parts: Readonly<Record<PartName, PartState>>;
  readonly heartbeat: { readonly status: Timely; readonly heard?: string; readonly seconds?: number; readonly within?: string };
  readonly datasets: readonly DatasetState[];
  readonly days: readonly Day[];
  readonly incidents: readonly Incident[];
}

/** How a part was on a day: nothing amiss, something amiss, or nobody looked. */
export type Tone = "good" | "amiss" | "bad" | "unseen";

const A_LITTLE = 0.99;

export function toneOf({ seen, up }: Share): Tone {
  if (seen === 0) {
    return "unseen";
  }
  return up === seen ? "good" : up / seen >= A_LITTLE ? "amiss" : "bad";
}

/** The share of the minutes that were looked at in which all was well; nothing where nobody looked. */
export function uptime(days: readonly Day[], part: PartName): number | undefined {
  const seen = days.reduce((sum, day) => sum + day[part].seen, 0);
  const up = days.reduce((sum, day) => sum + day[part].up, 0);
  return seen === 0 ? undefined : up / seen;
}

/** How many whole minutes an incident lasted, or has lasted so far. */
export function minutesOf(incident: Incident, at: string): number {
  return Math.max(1, Math.round((Date.parse(incident.to ?? at) - Date.parse(incident.from)) / 60_000));
}

/** The minutes of a duration such as PT31M or PT48H1M. */
export function minutesIn(duration: string): number {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/.exec(duration);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = (match ?? []).slice(1).map((part) => Number(part ?? 0));
  return days * 1440 + hours * 60 + minutes + Math.round(seconds / 60);
}

/** What amounts to it all: everything answers, something does not, or it has just started. */
export function verdict(report: StatusReport): "good" | "bad" | "starting" {
  const states = Object.values(report.parts).map(({ status }) => status);
  if (states.includes("down")) {
    return "bad";
  }
  return states.includes("starting") ? "starting" : "good";
}
