import type { Speech } from "../page/language.ts";
import { type MessageKey, messages } from "../page/messages.ts";

/** The words for an id of the service, such as deskStagePublic for the stage public; the id itself where there are none yet. */
export function named(speech: Speech, prefix: string, id: string): string {
  const key = prefix + id.replace(/(^|[-.])([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
  return key in messages.da ? speech.say(key as MessageKey) : id;
}

export function moment(speech: Speech, instant: string): string {
  return new Intl.DateTimeFormat(speech.locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(instant));
}

export function day(speech: Speech, instant: string): string {
  return new Intl.DateTimeFormat(speech.locale, { dateStyle: "medium" }).format(new Date(instant));
}

export function count(speech: Speech, figure: number): string {
  return new Intl.NumberFormat(speech.locale).format(figure);
}

/** A share of one, as people write it: 16,5 %. */
export function share(speech: Speech, of: number): string {
  return new Intl.NumberFormat(speech.locale, { style: "percent", maximumFractionDigits: 1 }).format(of);
}

/** By how many percentage points a share is another: +5,5. */
export function points(speech: Speech, now: number, before: number): string {
  const difference = Math.round((now - before) * 1000) / 10;
  return new Intl.NumberFormat(speech.locale, { signDisplay: "exceptZero", maximumFractionDigits: 1 }).format(difference);
}

const LENGTH = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const UNITS = ["year", "month", "day", "hour", "minute", "second"] as const;

/** An ISO 8601 length of time in words; as it is where it is none. */
export function length(speech: Speech, written: string): string {
  const found = LENGTH.exec(written);
  if (found === null) {
    return written;
  }
  const parts = UNITS.flatMap((unit, index) => {
    const figure = Number(found[index + 1] ?? 0);
    return figure === 0 ? [] : [new Intl.NumberFormat(speech.locale, { style: "unit", unit, unitDisplay: "long" }).format(figure)];
  });
  return parts.length === 0 ? written : parts.join(" ");
}

/** What a registry holds, for people: text as it is, the rest as it is written in JSON. */
export function value(speech: Speech, held: unknown): string {
  if (held === undefined || held === null) {
    return "–";
  }
  if (typeof held === "object" && "da" in held && "en" in held) {
    return String(held[speech.language]);
  }
  return typeof held === "string" ? held : JSON.stringify(held);
}
