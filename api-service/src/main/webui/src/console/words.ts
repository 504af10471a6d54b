import { unitForPeople } from "../page/vocabulary.ts";
import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { type MessageKey, messages } from "../page/messages.ts";
import type { Reading } from "./inner.ts";

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** How long ago it is, such as "for 3 minutter siden". */
export function ago(speech: Speech, instant: string, now: number = Date.now()): string {
  const seconds = Math.round((Date.parse(instant) - now) / 1000);
  const format = new Intl.RelativeTimeFormat(speech.locale, { numeric: "auto" });
  const [unit, length] = STEPS.find(([, each]) => Math.abs(seconds) >= each) ?? ["second", 1];
  return format.format(Math.trunc(seconds / length), unit);
}

/** Day and time, in the city's own time. */
export function moment(speech: Speech, instant: string): string {
  return new Intl.DateTimeFormat(speech.locale, {
    timeZone: "Europe/Copenhagen",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).format(Date.parse(instant));
}

export function when(speech: Speech, instant: string): HTMLElement {
  return element("time", { datetime: instant, title: moment(speech, instant) }, ago(speech, instant));
}

export function number(speech: Speech, value: number, places = 3): string {
  return new Intl.NumberFormat(speech.locale, { maximumFractionDigits: places }).format(value);
}

export function valueOf(speech: Speech, value: number, unit: string): string {
  return `${number(speech, value)} ${unitForPeople(unit)}`.trim();
}

/** The words for what has an id of the platform's own, such as a reason; the id where there are none yet. */
export function worded(speech: Speech, family: string, id: string): string {
  const key = `${family}-${id}`.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return key in messages.da ? speech.say(key as MessageKey) : id;
}

/** Why a message was set aside: in the service's own words where they are the page's, else what to do about it. */
export function whyAside(speech: Speech, { reason, detail }: { reason: string; detail: string }): string {
  const advice = worded(speech, "advice", reason);
  return speech.language === "en" || advice === reason ? detail : advice;
}

/** The readings of a message, each with its quantity and what is odd about it. */
export function readingsList(speech: Speech, nameOf: (quantity: string) => string, readings: readonly Reading[]): HTMLElement {
  return element(
    "ul",
    { class: "readings" },
    ...readings.map((reading) =>
      element(
        "li",
        { "data-quantity": reading.quantity },
        element("span", { class: "quiet" }, nameOf(reading.quantity)),
        " ",
        element("strong", { class: "figures" }, valueOf(speech, reading.value, reading.unit)),
        reading.plausible ? null : element("span", { class: "tag bad-tag" }, speech.say("implausible")),
      ),
    ),
  );
}

export function tag(words: string, kind: "good" | "wait" | "bad" | "plain" = "plain"): HTMLElement {
  return element("span", { class: kind === "plain" ? "tag" : `tag ${kind}-tag` }, words);
}

export function button(words: string, pressed: () => void, attributes: Record<string, string | boolean> = {}): HTMLButtonElement {
  const made = element("button", { class: "button", type: "button", ...attributes }, words);
  made.addEventListener("click", pressed);
  return made;
}

/** A field with its label and, below, what helps and what is wrong. */
export function labelled(label: string, control: HTMLElement, help?: string): HTMLElement {
  const id = control.id;
  const described = help === undefined ? null : element("p", { class: "quiet small", id: `${id}-help` }, help);
  if (described !== null) {
    control.setAttribute("aria-describedby", described.id);
  }
  return element("div", { class: "labelled" }, element("label", { for: id }, label), control, described);
}

export function select(id: string, options: readonly (readonly [string, string])[], chosen: string | undefined, changed: (value: string) => void): HTMLSelectElement {
  const made = element("select", { class: "field", id }, ...options.map(([value, words]) => element("option", { value, selected: value === chosen }, words)));
  made.addEventListener("change", () => changed(made.value));
  return made;
}

export function input(id: string, value: string, changed: (value: string) => void, attributes: Record<string, string | boolean> = {}): HTMLInputElement {
  const made = element("input", { class: "field", id, type: "text", value, autocomplete: "off", spellcheck: "false", ...attributes });
  made.addEventListener("input", () => changed(made.value));
  return made;
}
