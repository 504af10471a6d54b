import { type Language, type MessageKey, messages } from "./messages.ts";
import type { Text } from "../api/shapes.ts";

/** One language of the pages, and the locale its numbers and times follow. */
export interface Speech {
  readonly language: Language;
  readonly locale: string;
  say(key: MessageKey, values?: Record<string, string | number>): string;
  /** The text in this language, else in the other, else the fallback. */
  pick(text: Text | undefined, fallback: string): string;
}

const LOCALES: Record<Language, string> = { da: "da-DK", en: "en-GB" };

export function speech(language: Language): Speech {
  const words: Record<MessageKey, string> = messages[language];
  return {
    language,
    locale: LOCALES[language],
    say: (key, values) => fill(words[key], values),
    pick: (text, fallback) => text?.[language] ?? text?.[language === "da" ? "en" : "da"] ?? fallback,
  };
}

/** Danish for those who read Danish or a neighbouring language, English for all others. */
export function languageFor(wanted: string | null, preferred: readonly string[]): Language {
  if (wanted === "da" || wanted === "en") {
    return wanted;
  }
  const first = (preferred[0] ?? "da").toLowerCase().split("-")[0] ?? "da";
  return ["da", "nb", "nn", "no", "sv", "fo", "kl"].includes(first) ? "da" : "en";
}

/** `{count}` is filled in; `{count|place|places}` says the first word of one alone. */
function fill(text: string, values: Record<string, string | number> | undefined): string {
  return values === undefined
    ? text
    : text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name: string, one: string | undefined, many: string | undefined) => {
        const value = String(values[name] ?? "");
        return one === undefined || many === undefined ? value : value === "1" ? one : many;
      });
}
