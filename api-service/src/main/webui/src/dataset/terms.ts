import { type Detail, below } from "../api/details.ts";
import { dayText, durationWords } from "../page/duration.ts";
import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { noticeList } from "../page/notices.ts";
import { facts, section } from "./section.ts";

/** So many changes are listed here. */
const NOTICES = 8;

/** Where the text of a licence stands. */
const LICENCES: Record<string, string> = {
  "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
  "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
};

/** On what terms it may be used, who decided that, and what may be relied on. */
export function terms(detail: Detail, speech: Speech): HTMLElement {
  const { licence, decision, retention, deprecated } = detail;
  const text = licence === undefined ? undefined : LICENCES[licence];
  const source = speech.say("termsAttributionText", {
    owner: detail.owner ?? "",
    title: speech.pick(detail.title, detail.id),
    licence: licence ?? "",
    address: `${location.origin}/datasets/${detail.id}`,
  });
  const feed = below(detail.id, "/notices.atom");
  const recalled = detail.recalled.map(({ from, to }) => `${dayText(Date.parse(from), speech)} – ${dayText(Date.parse(to), speech)}`);
  const stable = [speech.say("termsStable"), ...(detail.pilot ? [speech.say("termsPilot")] : []), ...(deprecated?.since === undefined ? [] : [speech.say("termsEnding", { date: dayText(Date.parse(deprecated.since), speech) })])];
  return section(
    "terms",
    speech.say("termsHead"),
    facts([
      [speech.say("termsLicence"), text === undefined ? (licence ?? speech.say("notStated")) : element("a", { href: text, rel: "license noreferrer" }, licence ?? "")],
      [speech.say("termsAttribution"), source],
      [speech.say("termsStability"), stable.join(" ")],
      [speech.say("termsBasis"), detail.legalBasis ?? null],
      [speech.say("termsDecision"), decision.by === undefined ? null : speech.say("termsDecisionText", { by: decision.by, on: decision.on ?? "", reference: decision.reference ?? "" })],
      [speech.say("termsSince"), detail.windowsFrom === undefined ? null : dayText(Date.parse(detail.windowsFrom), speech)],
      [speech.say("termsRetention"), retention === undefined ? null : durationWords(retention, speech)],
      [speech.say("termsRecalled"), recalled.join("; ")],
    ]),
    element("h3", { id: "changes" }, speech.say("termsNotices")),
    noticeList(speech, feed, NOTICES, "termsNoticesNone", true),
    element("p", {}, element("a", { href: feed, type: "application/atom+xml" }, speech.say("termsNoticesLink"))),
  );
}
