import { below } from "../api/details.ts";
import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { fetchPrivacy } from "../page/privacy.ts";
import { section } from "./section.ts";

/** How people are protected, in the service's own plain words. */
export function protection(dataset: string, speech: Speech): HTMLElement {
  const body = element("div", { class: "plain-words" });
  void fetchPrivacy(dataset, speech).then(
    (words) => body.replaceChildren(...words),
    () => body.replaceChildren(element("p", { class: "quiet" }, speech.say("protectAway"))),
  );
  const own = element("p", {}, element("a", { href: below(dataset, "/privacy") }, speech.say("protectOwnPage")));
  return section("protection", speech.say("protectHead"), body, own);
}
