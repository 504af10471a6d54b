import type { Detail } from "../api/details.ts";
import { element } from "../page/dom.ts";
import { dayText } from "../page/duration.ts";
import type { Speech } from "../page/language.ts";

/** What a dataset is, in three lines of plain language: what, by whom and why. */
export function head(detail: Detail, speech: Speech): HTMLElement {
  const badge = (text: string, look: string): HTMLElement => element("span", { class: `badge ${look}` }, text);
  const { deprecated } = detail;
  const ending = deprecated === undefined ? null : deprecated.sunset === undefined ? speech.say("ends") : speech.say("endsOn", { date: dayText(Date.parse(deprecated.sunset), speech) });
  return element(
    "header",
    { class: "dataset-head" },
    element(
      "p",
      { class: "badges" },
      badge(speech.say(detail.isProtected ? "protectedClass" : "openClass"), detail.isProtected ? "protected" : "open"),
      detail.simulated ? badge(speech.say("simulatedCity"), "wait") : null,
      detail.pilot ? badge(speech.say("pilotClass"), "wait") : null,
      ending === null ? null : badge(ending, "wait"),
    ),
    element("h1", {}, speech.pick(detail.title, detail.id)),
    threeLines(detail, speech),
  );
}

function threeLines(detail: Detail, speech: Speech): HTMLElement {
  const { contact, owner } = detail;
  const line = (name: string, ...value: (Node | string)[]): HTMLElement => element("div", {}, element("dt", {}, name), element("dd", {}, ...value));
  const mail = contact === undefined ? "" : contact.includes("@") ? element("a", { href: `mailto:${contact}` }, contact) : contact;
  return element(
    "dl",
    { class: "three-lines" },
    line(speech.say("lineWhat"), speech.pick(detail.description, speech.pick(detail.title, detail.id))),
    line(speech.say("lineWho"), owner ?? "", owner === undefined || mail === "" ? "" : ", ", mail),
    line(speech.say("lineWhy"), speech.pick(detail.purpose, speech.say("notStated"))),
  );
}
