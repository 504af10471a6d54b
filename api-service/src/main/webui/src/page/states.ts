import { element } from "./dom.ts";
import type { Speech } from "./language.ts";
import { Refused } from "./session.ts";

/** That something is on its way. It says so only after a moment, so that what is quick does not flicker. */
export function loadingState(words: string): HTMLElement {
  return element("p", { class: "loading-state quiet", role: "status" }, element("span", { class: "loading-dots", "aria-hidden": "true" }), words);
}

/** That there is nothing, why, and what to do about it. */
export function emptyState(title: string, why: string, ...actions: HTMLElement[]): HTMLElement {
  return element("div", { class: "panel empty-state" }, element("h2", {}, title), element("p", { class: "quiet" }, why), ...actions);
}

/** What went wrong, in the service's own words where it had any, and a way to try again. */
export function problemState(speech: Speech, failure: unknown, again?: () => void): HTMLElement {
  const retry = element("button", { class: "button", type: "button" }, speech.say("tryAgain"));
  retry.addEventListener("click", () => again?.());
  return element(
    "div",
    { class: "panel empty-state problem-state", role: "alert" },
    element("h2", {}, problemTitle(speech, failure)),
    element("p", { class: "quiet" }, problemDetail(speech, failure)),
    again === undefined ? null : retry,
  );
}

function problemTitle(speech: Speech, failure: unknown): string {
  if (!(failure instanceof Refused)) {
    return speech.say("noConnection");
  }
  return speech.say(failure.status === 403 ? "mayNothingHere" : failure.status >= 500 ? "serviceAway" : "refusedTitle");
}

export function problemDetail(speech: Speech, failure: unknown): string {
  return failure instanceof Refused ? failure.message : speech.say("noConnectionWhy");
}

/** What is shown where the role of who is signed in has none of the rights that a part needs. */
export function notForRole(speech: Speech): HTMLElement {
  return emptyState(speech.say("mayNothingHere"), speech.say("mayNothingHereWhy"));
}
