import type { Speech } from "../page/language.ts";
import type { Field } from "./confirm.ts";
import type { Case } from "./shapes.ts";

const SIMULATION = /\s*,?\s*\bsimulation-\d+\b/;

/** The reference of a decision with the simulation that it is held to, in the place of any other. */
export function referenceWith(reference: string, simulation: string | undefined): string {
  if (simulation === undefined) {
    return reference;
  }
  const bare = reference.replace(SIMULATION, "").trim();
  return bare === "" ? simulation : `${bare}, ${simulation}`;
}

/** What a proposal is asked on, with what was said before. */
export function proposedGrounds(speech: Speech, found: Case, simulation: string | undefined): Field[] {
  const known = found.publication;
  return [
    { name: "message", label: speech.say("deskWhyPropose"), kind: "text", needed: true, help: speech.say("deskInTrail") },
    { name: "reference", label: speech.say("deskKeyPublicationReference"), kind: "line", given: referenceWith(known?.reference ?? "", simulation), help: speech.say("deskReferenceHelp") },
    { name: "riskAssessment", label: speech.say("deskKeyPublicationRiskAssessment"), kind: "text", given: known?.riskAssessment ?? "", help: speech.say("deskRiskHelp") },
    { name: "remainingRisk", label: speech.say("deskKeyPublicationRemainingRisk"), kind: "text", given: known?.remainingRisk ?? "", help: speech.say("deskRemainingHelp") },
    { name: "from", label: speech.say("deskFrom"), kind: "day", help: speech.say("deskFromHelp") },
  ];
}
