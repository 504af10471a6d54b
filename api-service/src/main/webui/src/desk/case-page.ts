import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { Person } from "../page/session.ts";
import { samePage } from "../page/site.ts";
import { AfterParts } from "./after.ts";
import { AuditPart } from "./audit.ts";
import { collected } from "./collected.ts";
import { DatasetDesk } from "./desk-api.ts";
import { decided, decision, nextBox } from "./decision.ts";
import { button, looked } from "./parts.ts";
import { about, linkage, plainWords, policyFigures, risk } from "./reading.ts";
import type { Case } from "./shapes.ts";
import { SimulationPart } from "./simulation.ts";
import { stageTag, way } from "./stages.ts";

/** One dataset as a case: read from top to bottom, decided on, and looked after when it is out. */
export class CasePage {
  private readonly speech: Speech;
  private readonly person: Person;
  private readonly desk: DatasetDesk;
  private readonly head = element("div", { class: "case-top" });
  private readonly told = element("p", { class: "unseen", role: "status" });
  private readonly contents = element("nav", { class: "case-contents no-print" });
  private readonly trail = element("div", {});
  private readonly simulation: SimulationPart;
  private readonly after: AfterParts;
  private readonly beforePrint = (): void => document.querySelectorAll<HTMLDetailsElement>("details.for-print").forEach((each) => (each.open = true));

  constructor(speech: Speech, place: HTMLElement, person: Person, dataset: string) {
    this.speech = speech;
    this.person = person;
    this.desk = new DatasetDesk(dataset);
    this.simulation = new SimulationPart(speech, this.desk, () => this.again());
    this.after = new AfterParts(speech, this.desk);
    addEventListener("beforeprint", this.beforePrint);
    place.replaceChildren(
      element("p", { class: "case-back no-print" }, element("a", { href: samePage({ dataset: null }) }, `← ${speech.say("deskAll")}`)),
      looked(speech, async () => this.page(await this.desk.case())),
      this.told,
    );
  }

  leave(): void {
    removeEventListener("beforeprint", this.beforePrint);
    this.simulation.leave();
    this.after.leave();
  }

  private page(found: Case): HTMLElement {
    const { speech } = this;
    const reading = element("div", { class: "case-reading" });
    this.contents.setAttribute("aria-label", speech.say("deskContents"));
    const lasting = element("div", { class: "case-lasting" }, this.after.root, this.trail);
    this.trail.replaceChildren(new AuditPart(speech, this.desk, found.steps).root);
    this.fill(found, reading);
    this.after.show(found);
    const article = element("article", { class: "case" }, this.head, reading, lasting);
    this.list(article);
    return element("div", { class: "case-sheet" }, article, this.contents);
  }

  /** Shows what a step has changed, at once. */
  private async again(said?: string): Promise<void> {
    const found = await this.desk.case();
    const reading = document.querySelector<HTMLElement>(".case-reading");
    if (reading !== null) {
      this.fill(found, reading);
      this.after.show(found);
      this.list(reading.parentElement ?? reading);
    }
    if (said !== undefined) {
      this.trail.replaceChildren(new AuditPart(this.speech, this.desk, found.steps).root);
      this.told.textContent = said;
      // What was asked about is gone: one goes on where it says what is next. A question that is still open keeps the focus.
      setTimeout(() => this.head.querySelector<HTMLElement>(".next-now")?.focus());
    }
  }

  private list(article: HTMLElement): void {
    const parts = [...article.querySelectorAll<HTMLElement>(".case-part")];
    this.contents.replaceChildren(element("ol", {}, ...parts.map((part) => element("li", {}, element("a", { href: `#${part.id}` }, part.querySelector("h3")?.textContent ?? "")))));
  }

  private fill(found: Case, reading: HTMLElement): void {
    const { speech } = this;
    const done = (said: string): Promise<void> => this.again(said);
    this.simulation.show(found);
    this.head.replaceChildren(
      element(
        "div",
        { class: "case-head" },
        element("div", {}, element("h2", { class: "case-title" }, speech.pick(found.title, found.dataset)), element("p", { class: "quiet" }, `${found.dataset} · ${speech.pick(found.tenant.name, found.tenant.id)}`)),
        element("div", { class: "case-head-acts" }, stageTag(speech, found.gate.stage), button(speech.say("deskPrint"), () => print(), { class: "button no-print" })),
      ),
      way(speech, found.gate.stage),
      nextBox(speech, found, this.person, this.desk, done, () => this.simulation.kept()),
    );
    reading.replaceChildren(
      about(speech, found),
      collected(speech, found),
      plainWords(speech, found),
      policyFigures(speech, found),
      this.simulation.root,
      risk(speech, found),
      linkage(speech, found),
      decision(speech, found),
      decided(speech, found),
    );
  }
}
