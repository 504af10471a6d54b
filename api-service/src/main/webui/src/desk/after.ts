import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { DatasetDesk } from "./desk-api.ts";
import { feedbackPart } from "./feedback.ts";
import { keysPart } from "./keys.ts";
import { BackPart, tighteningPart } from "./past.ts";
import { RecallPart } from "./recall.ts";
import type { Case } from "./shapes.ts";
import { usagePart } from "./usage.ts";

/** What belongs to a dataset that is out, or was: use, what people say, pilots, the past, and taking back. */
export class AfterParts {
  readonly root = element("div", { class: "case-after" });
  private readonly speech: Speech;
  private readonly desk: DatasetDesk;
  private readonly recall: RecallPart;
  private readonly back: BackPart;
  private shownFor: string | undefined;

  constructor(speech: Speech, desk: DatasetDesk) {
    this.speech = speech;
    this.desk = desk;
    this.recall = new RecallPart(speech, desk);
    this.back = new BackPart(speech, desk);
  }

  leave(): void {
    this.recall.leave();
    this.back.leave();
  }

  /** Shows what belongs to its stage. What is being looked at stays while the stage does. */
  show(found: Case): void {
    const { speech, desk } = this;
    if (found.gate.stage === this.shownFor) {
      return;
    }
    this.shownFor = found.gate.stage;
    const { steps } = found;
    const isOut = ["public", "deprecated"].includes(found.gate.stage);
    const parts = [
      isOut ? usagePart(speech, desk) : null,
      isOut || found.gate.stage === "withdrawn" ? feedbackPart(speech, desk, steps) : null,
      ["approved", "pilot"].includes(found.gate.stage) ? keysPart(speech, desk, steps) : null,
      found.policies.length > 1 ? tighteningPart(speech, desk) : null,
      this.back.shown(found),
      this.recall.shown(found),
    ];
    this.root.replaceChildren(...parts.filter((part) => part !== null));
  }
}
