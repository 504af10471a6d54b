import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { STAGES, type Stage } from "./shapes.ts";
import { named } from "./telling.ts";

/** Where a dataset stands, as a word. */
export function stageTag(speech: Speech, stage: Stage): HTMLElement {
  return element("span", { class: "tag stage-tag", "data-stage": stage }, named(speech, "deskStage", stage));
}

/** The whole way of a dataset, with where it is on it. */
export function way(speech: Speech, stage: Stage): HTMLElement {
  const reached = STAGES.indexOf(stage);
  return element(
    "ol",
    { class: "way", "aria-label": speech.say("deskWay") },
    ...STAGES.map((each, index) =>
      element(
        "li",
        { class: "way-stage", "data-way": index < reached ? "behind" : index === reached ? "here" : "ahead", "aria-current": index === reached ? "step" : null },
        named(speech, "deskStage", each),
      ),
    ),
  );
}
