import type { Speech } from "./language.ts";
import type { MessageKey } from "./messages.ts";

const UNITS: Record<string, [one: MessageKey, many: MessageKey]> = {
  Y: ["durationYear", "durationYears"],
  M: ["durationMonth", "durationMonths"],
  D: ["durationDay", "durationDays"],
  TH: ["durationHour", "durationHours"],
  TM: ["durationMinute", "durationMinutes"],
  TS: ["durationSecond", "durationSeconds"],
};

/** An ISO 8601 duration in words: "5 år", "1 time". One with several parts is told with all of them. */
export function durationWords(iso: string, speech: Speech): string {
  const [days = "", time = ""] = iso.replace(/^P/, "").split("T");
  const parts = [...days.matchAll(/(\d+)([YMD])/g), ...[...time.matchAll(/(\d+)([HMS])/g)].map((found) => [found[0], found[1], `T${found[2]}`] as const)];
  const words = parts.map(([, count = "0", unit = ""]) => {
    const keys = UNITS[unit];
    return keys === undefined ? "" : speech.say(keys[count === "1" ? 0 : 1], { count });
  });
  return words.filter((word) => word !== "").join(", ") || iso;
}

/** A day with its year, in the city's own calendar. */
export function dayText(at: number, speech: Speech): string {
  return new Intl.DateTimeFormat(speech.locale, { timeZone: "Europe/Copenhagen", day: "numeric", month: "long", year: "numeric" }).format(at);
}
