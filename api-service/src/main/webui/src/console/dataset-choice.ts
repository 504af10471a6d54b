import { element } from "../page/dom.ts";
import type { Ground } from "./connect-view.ts";
import type { Desk } from "./console-page.ts";
import type { InnerDataset, RegistryFile } from "./inner.ts";
import { CLASSES, type NewDataset, datasetFile, idOf, joinedFile, loosestOf } from "./onboarding.ts";
import { input, labelled, select } from "./words.ts";

const NEW = "+";
const LICENCES = ["CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "ODbL-1.0", "ODC-By-1.0", "PDDL-1.0", "EUPL-1.2"];

/** What is connected: a profile, what it measures, and one sensor where it is one. */
export interface Joining {
  readonly tenant: string;
  readonly profile: string;
  readonly quantities: readonly string[];
  readonly sensor: string | undefined;
}

/** In which dataset a device's values are: none yet, one that is there, or a new one. Publishing is decided elsewhere. */
export class DatasetChoice {
  readonly root = element("div", {});
  private readonly desk: Desk;
  private readonly ground: Ground;
  private readonly changed: () => void;
  private readonly already = element("div", { class: "already" });
  private readonly more = element("details", { class: "more", "data-more": "dataset" });
  private readonly form = element("div", { class: "new-thing" });
  private joining: Joining = { tenant: "", profile: "", quantities: [], sensor: undefined };
  private chosen = "";
  private whole = true;
  private said = { title: "", titleEn: "", privacyClass: "", owner: "", contact: "", purpose: "", purposeEn: "", legalBasis: "", licence: "CC-BY-4.0", retention: "" };

  constructor(desk: Desk, ground: Ground, changed: () => void) {
    this.desk = desk;
    this.ground = ground;
    this.changed = changed;
  }

  /** Another tenant or product begins anew; what was written stays. */
  show(joining: Joining): void {
    const before = this.joining;
    this.joining = joining;
    if (before.tenant !== joining.tenant || before.profile !== joining.profile || (before.sensor === undefined) !== (joining.sensor === undefined) || this.root.childElementCount === 0) {
      this.chosen = before.tenant === joining.tenant ? this.chosen : "";
      this.draw();
    } else if (before.quantities.join() !== joining.quantities.join() && this.chosen === NEW) {
      this.drawForm();
    }
  }

  isComplete(): boolean {
    return this.chosen !== NEW || (this.said.title !== "" && this.measured().length > 0);
  }

  /** The new dataset's name and title, for what comes after. */
  made(): { id: string; title: string } | undefined {
    return this.chosen === NEW ? { id: this.id(), title: this.said.title } : undefined;
  }

  files(): RegistryFile[] {
    const quantities = this.measured();
    const joins = this.whole || this.joining.sensor === undefined ? { profile: this.joining.profile } : { sensor: this.joining.sensor };
    if (this.chosen === NEW) {
      return [datasetFile(this.written(quantities, joins))];
    }
    const there = this.ground.datasets.find(({ id }) => id === this.chosen);
    return there === undefined ? [] : [joinedFile(there, { ...joins, quantities })];
  }

  private written(quantities: readonly string[], joins: { profile?: string; sensor?: string }): NewDataset {
    const { said } = this;
    return {
      id: this.id(),
      tenant: this.joining.tenant,
      title: { da: said.title, en: said.titleEn },
      privacyClass: this.privacyClass(),
      profiles: joins.profile === undefined ? [] : [joins.profile],
      sensors: joins.sensor === undefined ? [] : [joins.sensor],
      quantities,
      owner: said.owner,
      contact: said.contact,
      purpose: { da: said.purpose, en: said.purposeEn },
      legalBasis: said.legalBasis,
      licence: said.licence,
      retention: said.retention,
    };
  }

  private id(): string {
    return idOf(this.joining.tenant, this.said.title, new Set(this.ground.datasets.map(({ id }) => id)));
  }

  /** What a device says of itself is inside for good, and nobody's data. */
  private measured(): readonly string[] {
    return [...new Set(this.joining.quantities)].filter((id) => this.classOf(id) !== "internal");
  }

  private classOf(quantity: string): string {
    return this.ground.words.quantities.find(({ id }) => id === quantity)?.privacyClass.toLowerCase() ?? "internal";
  }

  private floor(): string {
    return loosestOf(this.measured().map((id) => this.classOf(id)));
  }

  private privacyClass(): string {
    const { privacyClass } = this.said;
    return loosestOf([privacyClass === "" ? "open" : privacyClass, this.floor()]);
  }

  /** Those in which it is without doing anything. */
  private holding(): readonly InnerDataset[] {
    return this.ground.datasets.filter(({ tenant, profiles }) => tenant === this.joining.tenant && profiles.includes(this.joining.profile));
  }

  private draw(): void {
    const { speech } = this.desk;
    const holding = this.holding();
    const there = this.ground.datasets.filter((each) => each.tenant === this.joining.tenant && each.policies === undefined && !holding.includes(each));
    const options: [string, string][] = [["", speech.say("datasetNone")], ...there.map(({ id, title }): [string, string] => [id, speech.pick(title, id)]), [NEW, speech.say("newDataset")]];
    const choice = select("dataset", options, this.chosen, (chosen) => {
      this.chosen = chosen;
      this.drawForm();
      this.changed();
    });
    const which = select("dataset-which", [["all", speech.say("datasetWholeProfile")], ["one", speech.say("datasetThisDevice")]], this.whole ? "all" : "one", (chosen) => {
      this.whole = chosen === "all";
      this.changed();
    });
    this.already.replaceChildren(...holding.map((each) => element("p", { class: isOut(each) ? "notice" : "quiet small" }, speech.say(isOut(each) ? "alreadyPublic" : "alreadyIn", { title: speech.pick(each.title, each.id) }))));
    this.root.replaceChildren(this.already, this.more);
    this.more.replaceChildren(
      element("summary", {}, speech.say("inDataset")),
      element("div", { class: "form-grid" }, labelled(speech.say("dataset"), choice, speech.say("datasetHelp")), ...(this.joining.sensor === undefined ? [] : [labelled(speech.say("datasetWhich"), which, speech.say("datasetWhichHelp"))])),
      this.form,
    );
    this.drawForm();
  }

  private drawForm(): void {
    const { speech } = this.desk;
    if (this.chosen !== NEW) {
      this.form.replaceChildren();
      return;
    }
    const names = this.measured().map((id) => speech.pick(this.ground.words.quantities.find((each) => each.id === id)?.name, id));
    this.form.replaceChildren(
      element("h4", {}, speech.say("newDatasetTitle")),
      element("p", {}, names.length === 0 ? speech.say("datasetNothing") : speech.say("datasetTells", { quantities: names.join(", ") })),
      element(
        "div",
        { class: "form-grid" },
        this.writes("dataset-title", "datasetTitle", "title"),
        this.writes("dataset-title-en", "datasetTitleEn", "titleEn"),
        this.classes(),
        this.writes("dataset-owner", "datasetOwner", "owner"),
        this.writes("dataset-contact", "datasetContact", "contact"),
        this.writes("dataset-purpose", "datasetPurpose", "purpose"),
        this.writes("dataset-purpose-en", "datasetPurposeEn", "purposeEn"),
        this.writes("dataset-basis", "datasetBasis", "legalBasis"),
        labelled(speech.say("datasetLicence"), select("dataset-licence", LICENCES.map((each): [string, string] => [each, each]), this.said.licence, (licence) => this.say({ licence }))),
        this.writes("dataset-retention", "datasetRetention", "retention"),
      ),
      element("p", { class: "quiet small" }, speech.say("datasetCanWait")),
    );
  }

  /** No looser than what it tells allows. */
  private classes(): HTMLElement {
    const { speech } = this.desk;
    const words = { open: "classOpen", crowd: "classCrowd", household: "classHousehold", internal: "classInternal" } as const;
    const floor = this.floor();
    const allowed = CLASSES.slice((CLASSES as readonly string[]).indexOf(floor));
    const help = floor === "open" ? "classHelp" : "classFloor";
    return labelled(speech.say("datasetClass"), select("dataset-class", allowed.map((each): [string, string] => [each, speech.say(words[each])]), this.privacyClass(), (privacyClass) => this.say({ privacyClass })), speech.say(help));
  }

  private writes(id: string, label: Parameters<Desk["speech"]["say"]>[0], key: keyof DatasetChoice["said"]): HTMLElement {
    const numeric = key === "retention" ? { inputmode: "numeric", maxlength: "4" } : { maxlength: "400" };
    return labelled(this.desk.speech.say(label), input(id, this.said[key], (text) => this.say({ [key]: text.trim() }), numeric));
  }

  private say(change: Partial<DatasetChoice["said"]>): void {
    this.said = { ...this.said, ...change };
    this.changed();
  }
}

function isOut({ publication }: InnerDataset): boolean {
  return publication !== undefined && ["public", "deprecated"].includes((publication.standing?.stage ?? "public").toLowerCase());
}
