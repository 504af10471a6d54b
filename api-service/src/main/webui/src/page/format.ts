import type { Kind } from "../api/shapes.ts";
import type { Speech } from "./language.ts";
import type { MessageKey } from "./messages.ts";

const numberFormats = new Map<string, Intl.NumberFormat>();
const clockFormats = new Map<string, Intl.DateTimeFormat>();

const MOST_PLACES_UNSTATED = 2;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A figure as the language writes it, with exactly the quantity's decimal places where they are known. */
export function figure(value: number, places: number | undefined, speech: Speech): string {
  const key = `${speech.locale}/${places ?? "-"}`;
  let format = numberFormats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(speech.locale, {
      minimumFractionDigits: places ?? 0,
      maximumFractionDigits: places ?? MOST_PLACES_UNSTATED,
    });
    numberFormats.set(key, format);
  }
  const written = format.format(value);
  // A real minus sign lines up with the figures.
  return written.replace(/^-/, "−");
}

/** The value of a window for people: a state is yes or no, a bearing has its point of the compass, everything else is a figure. */
export function valueText(value: number, kind: Kind | undefined, places: number | undefined, speech: Speech): string {
  switch (kind) {
    case "state":
      return speech.say(value >= 0.5 ? "yes" : "no");
    case "direction":
      return `${figure(value, places, speech)}° ${compassPoint(value, speech)}`;
    default:
      return figure(value, places, speech);
  }
}

/** The nearest of eight points of the compass. */
export function compassPoint(bearing: number, speech: Speech): string {
  const points = speech.say("compass").split(" ");
  return points[((Math.round(bearing / 45) % 8) + 8) % 8] ?? "";
}

/** "for 2 min. siden". */
export function age(at: number, now: number, speech: Speech): string {
  const elapsed = Math.max(0, now - at);
  if (elapsed < 10 * SECOND) {
    return speech.say("now");
  }
  if (elapsed < MINUTE) {
    return speech.say("agoSeconds", { count: Math.floor(elapsed / (10 * SECOND)) * 10 });
  }
  if (elapsed < HOUR) {
    return speech.say("agoMinutes", { count: Math.floor(elapsed / MINUTE) });
  }
  if (elapsed < DAY) {
    return speech.say("agoHours", { count: Math.floor(elapsed / HOUR) });
  }
  const days = Math.floor(elapsed / DAY);
  return speech.say(days === 1 ? "agoDay" : "agoDays", { count: days });
}

/** The time of day, in the city's own time. */
export function clock(at: number, speech: Speech): string {
  return dateFormat(speech, "clock", { hour: "2-digit", minute: "2-digit" }).format(at);
}

/** Day and time of day, in the city's own time. */
export function moment(at: number, speech: Speech): string {
  return dateFormat(speech, "moment", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(at);
}

/** A stretch of time that figures are gathered over: "15 min.". */
export function stretch(resolution: string, speech: Speech): string {
  const match = /^(?:PT(\d+)([MH])|P(\d+)([DM]))$/.exec(resolution);
  if (match === null) {
    return resolution;
  }
  const keys: Record<string, MessageKey> = { M: "perMinutes", H: "perHours" };
  if (match[1] !== undefined) {
    return speech.say(keys[match[2] ?? "M"] ?? "perMinutes", { count: match[1] });
  }
  return speech.say(match[4] === "D" ? "perDay" : "perMonth");
}

/** How long a window of that resolution lasts, months taken as 31 days. */
export function lengthOf(resolution: string): number {
  const match = /^(?:PT(\d+)([MH])|P(\d+)([DM]))$/.exec(resolution);
  if (match === null) {
    return HOUR;
  }
  return match[1] !== undefined
    ? Number(match[1]) * (match[2] === "M" ? MINUTE : HOUR)
    : Number(match[3]) * (match[4] === "D" ? DAY : 31 * DAY);
}

function dateFormat(speech: Speech, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${speech.locale}/${name}`;
  let format = clockFormats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(speech.locale, { timeZone: "Europe/Copenhagen", ...options });
    clockFormats.set(key, format);
  }
  return format;
}
