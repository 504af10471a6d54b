import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { MessageKey } from "../page/messages.ts";
import { roleName } from "../page/sign-in.ts";
import { siteLink } from "../page/site.ts";
import type { Proposed } from "./inner.ts";
import { tag, worded } from "./words.ts";

const SAID: Readonly<Record<string, readonly [MessageKey, "wait" | "good" | "plain"]>> = {
  proposed: ["waitsForApproval", "wait"],
  "still-waits": ["waitsForApproval", "wait"],
  "was-rejected": ["wasRejected", "plain"],
  dropped: ["wasDropped", "plain"],
  "approved-as-fiction": ["approvedAsFiction", "good"],
};

/** What a file could only ask for, and who decides it. */
export function awaiting(speech: Speech, proposals: readonly Proposed[]): HTMLElement | null {
  return proposals.length === 0 ? null : element("ul", { class: "plain-list awaiting" }, ...proposals.map((each) => line(speech, each)));
}

function line(speech: Speech, { dataset, state, fields, detail }: Proposed): HTMLElement {
  const said = SAID[state];
  if (said === undefined) {
    return element("li", {}, element("code", {}, dataset), ` ${detail ?? state}`);
  }
  const [key, kind] = said;
  const words = speech.say(key, { reviewer: roleName(speech, "reviewer"), fields: fields.map((field) => worded(speech, "asks", field)).join(", ") });
  return element("li", { "data-awaits": dataset }, tag(worded(speech, "proposal", state), kind), " ", element("a", { href: deskOf(dataset) }, dataset), `: ${words}`);
}

/** Where one reads of a dataset what is asked for, and decides. */
export function deskOf(dataset: string): string {
  return siteLink(`/desk?dataset=${encodeURIComponent(dataset)}`);
}
