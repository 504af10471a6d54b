import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { facts, quiet, section, table } from "./parts.ts";
import type { Case, Part } from "./shapes.ts";
import { day, length, named, share, value } from "./telling.ts";

/** Whose it is, what for and on which grounds. */
export function about(speech: Speech, found: Case): HTMLElement {
  const say = speech.say;
  const missing = element("span", { class: "lacking" }, say("deskNotSaid"));
  const said = (text: string | undefined): Node | string => (text === undefined || text === "" ? missing.cloneNode(true) : text);
  return section(
    "about",
    say("deskAbout"),
    found.description === undefined ? null : element("p", { class: "case-lead" }, speech.pick(found.description, "")),
    facts(
      [say("deskKeyPurpose"), said(found.purpose === undefined ? undefined : speech.pick(found.purpose, ""))],
      [say("deskKeyLegalBasis"), said(found.legalBasis)],
      [say("deskKeyOwner"), said(found.owner)],
      [say("deskKeyContact"), said(found.contact)],
      [say("deskClass"), `${named(speech, "deskClass", found.privacyClass)}: ${named(speech, "deskClassWhy", found.privacyClass)}`],
      [say("deskKeyLicence"), said(found.licence)],
      [say("deskKeyRetention"), said(found.retention === undefined ? undefined : length(speech, found.retention))],
    ),
  );
}

/** What it means for those who are measured, by the policy itself, in both languages. */
export function plainWords(speech: Speech, found: Case): HTMLElement {
  const danishFirst = speech.language === "da";
  const other = danishFirst ? found.inEnglish : found.inDanish;
  return section(
    "words",
    speech.say("deskWords"),
    quiet(speech.say("deskWordsWhence")),
    words(danishFirst ? found.inDanish : found.inEnglish, speech.language),
    element("details", { class: "for-print" }, element("summary", {}, speech.say("deskOtherLanguage")), words(other, danishFirst ? "en" : "da")),
  );
}

function words(parts: readonly Part[], language: string): HTMLElement {
  return element(
    "div",
    { class: "plain-words", lang: language },
    ...parts.flatMap((part) => [
      element("h4", {}, part.heading),
      part.listed ? element("ul", { class: "points" }, ...part.lines.map((line) => element("li", {}, line))) : element("div", {}, ...part.lines.map((line) => element("p", {}, line))),
    ]),
  );
}

const FIGURES = ["from", "tree", "resolution", "unit", "smallestGroup", "largestShare", "epsilon", "cap", "dailyEpsilon", "dailyLeaves", "rounding", "bands", "delay", "tellsZero", "dropped"];

/** The policy's own figures, all versions side by side. */
export function policyFigures(speech: Speech, found: Case): HTMLElement {
  const versions = found.policies;
  if (versions.length === 0) {
    return section("policy", speech.say("deskPolicy"), quiet(speech.say(found.privacyClass === "open" ? "deskPolicyOpen" : "deskPolicyNone")));
  }
  const rows = FIGURES.filter((key) => versions.some((version) => version[key] !== undefined)).map((key) => [
    element("span", {}, named(speech, "deskPolicy", key), " ", element("code", { class: "quiet small" }, key)),
    ...versions.map((version) => policyFigure(speech, key, version[key])),
  ]);
  const stays = found.gate.whatIsOut.map((each) => element("p", {}, speech.say(each.stays ? "deskOutStays" : "deskOutChanges", { version: each.version, from: day(speech, each.from) })));
  return section(
    "policy",
    speech.say("deskPolicy"),
    table(speech.say("deskPolicyTable"), [speech.say("deskPolicyRule"), ...versions.map((version) => speech.say("deskPolicyVersion", { version: String(version["version"]) }))], rows),
    ...stays,
  );
}

/** A figure of a policy for people, by the key that a file has for it. */
export function policyFigure(speech: Speech, key: string, held: unknown): string {
  if (held === undefined) {
    return "–";
  }
  if (key === "from") {
    return day(speech, String(held));
  }
  if (key === "resolution" || key === "delay") {
    return length(speech, String(held));
  }
  if (key === "unit") {
    return named(speech, "deskUnit", String(held));
  }
  if (key === "largestShare") {
    return share(speech, Number(held));
  }
  if (typeof held === "boolean") {
    return speech.say(held ? "deskYes" : "deskNo");
  }
  return Array.isArray(held) ? held.join(", ") : value(speech, held);
}

/** What could go wrong, and what of that remains. */
export function risk(speech: Speech, found: Case): HTMLElement {
  const said = found.publication;
  return section(
    "risk",
    speech.say("deskRisk"),
    said === undefined || (said.riskAssessment === "" && said.remainingRisk === "")
      ? quiet(speech.say("deskRiskNone"))
      : facts([speech.say("deskKeyPublicationRiskAssessment"), said.riskAssessment], [speech.say("deskKeyPublicationRemainingRisk"), said.remainingRisk]),
  );
}

/** What it has in common with what is public: two datasets may tell together what neither tells alone. */
export function linkage(speech: Speech, found: Case): HTMLElement {
  const all = found.gate.linkage;
  return section(
    "linkage",
    speech.say("deskLinkage"),
    quiet(speech.say("deskLinkageWhy")),
    all.length === 0
      ? element("p", {}, speech.say("deskLinkageNone"))
      : table(
          speech.say("deskLinkageTable"),
          [speech.say("deskLinkageWith"), speech.say("deskLinkageCommon"), speech.say("deskLinkageSensors"), speech.say("deskLinkageMeans")],
          all.map((each) => [
            element("span", {}, element("strong", {}, each.dataset), each.tenant === found.tenant.id ? null : ` (${each.tenant})`),
            named(speech, "deskCommon", each.common),
            String(each.sensors),
            element("span", {}, element("span", { class: each.refused ? "verdict bad" : "verdict wait" }, speech.say(each.refused ? "deskLinkageRefused" : "deskLinkageNamed")), each.refused ? element("span", { class: "quiet small" }, ` ${speech.say("deskLinkageTwice")}`) : null),
          ]),
          [2],
        ),
  );
}
