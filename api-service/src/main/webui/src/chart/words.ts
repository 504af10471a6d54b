import type { Kind } from "../api/shapes.ts";
import { compassPoint, figure, lengthOf, valueText } from "../page/format.ts";
import { unitForPeople } from "../page/vocabulary.ts";
import type { Speech } from "../page/language.ts";
import type { MessageKey } from "../page/messages.ts";
import type { Cell, Gap, HistoryRow } from "./cells.ts";
import { DAY } from "./local-time.ts";
import type { Precision } from "./time-axis.ts";

/** What a series measures, as far as its figures are written. */
export interface Measured {
  readonly unit: string;
  readonly kind: Kind | undefined;
  readonly places: number | undefined;
}

const GAP_NAMES: Record<Gap, MessageKey> = { missing: "chartMissing", protected: "chartProtected", "not-yet": "chartNotYet" };
const GAP_REASONS: Record<Gap, MessageKey> = { missing: "chartMissingWhy", protected: "chartProtectedWhy", "not-yet": "chartNotYetWhy" };
const QUALITIES: Record<string, MessageKey> = { good: "chartQualityGood", fair: "chartQualityFair", rough: "chartQualityRough" };
const FLAGS: Record<string, MessageKey> = {
  "not-deduplicated": "chartFlag_not_deduplicated",
  implausible: "chartFlag_implausible",
  "out-of-range": "chartFlag_out_of_range",
  "time-of-arrival": "chartFlag_time_of_arrival",
  "counter-reset": "chartFlag_counter_reset",
  "clock-skew": "chartFlag_clock_skew",
  stuck: "chartFlag_stuck",
};

const formats = new Map<string, Intl.DateTimeFormat>();

export function gapName(gap: Gap, speech: Speech): string {
  return speech.say(GAP_NAMES[gap]);
}

export function gapReason(gap: Gap, speech: Speech): string {
  return speech.say(GAP_REASONS[gap]);
}

/** A figure with its unit: "12,3 µg/m³", "35 %", "210° SV". */
export function written(value: number, of: Measured, speech: Speech): string {
  if (of.kind === "state") {
    return `${figure(value * 100, 0, speech)} %`;
  }
  if (of.kind === "direction") {
    return valueText(value, of.kind, of.places, speech);
  }
  const unit = unitForPeople(of.unit);
  return unit === "" ? figure(value, of.places, speech) : `${figure(value, of.places, speech)}\u00a0${unit}`;
}

/** The value of a cell in words, or why it has none. A band of values is told as that. */
export function valueOf(cell: Cell, of: Measured, speech: Speech): string {
  if (cell.gap !== undefined) {
    return gapName(cell.gap, speech);
  }
  const { least, below } = cell.row;
  if (least !== undefined) {
    const low = written(least, of, speech);
    return below === undefined ? speech.say("chartAtLeast", { low }) : speech.say("chartFewer", { low, high: written(below, of, speech) });
  }
  return cell.value === undefined ? "" : written(cell.value, of, speech);
}

/** What a reader should know of a window besides its value. */
export function remarks(row: HistoryRow, speech: Speech): string[] {
  const told: string[] = [];
  const quality = QUALITIES[row.quality ?? ""];
  if (quality !== undefined) {
    told.push(speech.say("chartQuality", { quality: speech.say(quality) }));
  }
  if ((row.withheld ?? 0) > 0) {
    told.push(speech.say("chartWithheld", { withheld: row.withheld ?? 0, leaves: row.leaves ?? 0 }));
  }
  if (row.count !== undefined) {
    told.push(row.expected === undefined ? speech.say("chartReadings", { count: row.count }) : speech.say("chartOf", { count: row.count, expected: row.expected }));
  }
  if (row.status === "running") {
    told.push(speech.say("chartRunning"));
  }
  if ((row.revision ?? 1) > 1) {
    told.push(speech.say("chartCorrected", { revision: row.revision ?? 1 }));
  }
  for (const flag of row.flags ?? []) {
    const key = FLAGS[flag];
    told.push(key === undefined ? flag : speech.say(key));
  }
  return told;
}

/** A stretch of time: "lør. 22. nov. 14.00–14.15", a day, or a month. */
export function spanText(start: number, end: number, resolution: string, speech: Speech): string {
  const length = lengthOf(resolution);
  if (length > DAY) {
    return format(speech, "span-month", { month: "long", year: "numeric" }).format(start);
  }
  if (length === DAY) {
    return format(speech, "span-day", { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(start);
  }
  const clock = format(speech, "clock", { hour: "2-digit", minute: "2-digit" });
  return `${format(speech, "span-date", { weekday: "short", day: "numeric", month: "short" }).format(start)} ${clock.format(start)}–${clock.format(end)}`;
}

/** The label of a mark on the axis of time. */
export function tickText(at: number, precision: Precision, speech: Speech): string {
  switch (precision) {
    case "clock":
      return format(speech, "clock", { hour: "2-digit", minute: "2-digit" }).format(at);
    case "day":
      return format(speech, "tick-day", { day: "numeric", month: "short" }).format(at);
    case "month":
      return format(speech, "tick-month", { month: "short" }).format(at);
    default:
      return format(speech, "tick-year", { year: "numeric" }).format(at);
  }
}

/** The label of a mark on the scale of values. */
export function scaleText(value: number, places: number, of: Measured, speech: Speech): string {
  if (of.kind === "state") {
    return `${figure(value * 100, 0, speech)} %`;
  }
  return of.kind === "direction" ? compassPoint(value, speech) : figure(value, places, speech);
}

function format(speech: Speech, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${speech.locale}/${name}`;
  let known = formats.get(key);
  if (known === undefined) {
    known = new Intl.DateTimeFormat(speech.locale, { timeZone: "Europe/Copenhagen", ...options });
    formats.set(key, known);
  }
  return known;
}
