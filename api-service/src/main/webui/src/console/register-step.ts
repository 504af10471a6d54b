import { element } from "../page/dom.ts";
import { DatasetChoice } from "./dataset-choice.ts";
import type { Desk } from "./console-page.ts";
import type { Ground } from "./connect-view.ts";
import type { Meaning } from "./decoded-step.ts";
import { ImportPanel } from "./import-panel.ts";
import type { RegistryFile } from "./inner.ts";
import { type Newcomer, deviceFile, idOf, profileFile } from "./onboarding.ts";
import { OrderPanel } from "./order-panel.ts";
import { PlaceFields } from "./place-fields.ts";
import { ProductFields } from "./product-fields.ts";
import { SourceChoice } from "./source-choice.ts";
import { button, input, labelled, select } from "./words.ts";

/** What was registered, to be watched. */
export interface Registration {
  readonly sensor: string;
  readonly source: string;
  readonly device: string;
  /** A source that was made with it and is posted to, and so needs a token. */
  readonly needsToken: boolean;
  /** A message of that device, as it was pasted. */
  readonly message: string | undefined;
  /** A dataset that was made with it, which nobody has decided about. */
  readonly dataset: { readonly id: string; readonly title: string } | undefined;
}

/** The third step: where the device stands, by which source it speaks, and what would be registered. */
export class RegisterStep {
  private readonly desk: Desk;
  private readonly ground: Ground;
  private readonly body: HTMLElement;
  private readonly done: (registration: Registration) => void;
  private readonly source: SourceChoice;
  private readonly place: PlaceFields;
  private readonly product: ProductFields;
  private readonly dataset: DatasetChoice;
  private meaning: Meaning | undefined;
  private tenant: string;
  private device = "";
  private many = false;
  private order: OrderPanel | undefined;
  private drawn = "";

  constructor(desk: Desk, ground: Ground, body: HTMLElement, done: (registration: Registration) => void) {
    this.desk = desk;
    this.ground = ground;
    this.body = body;
    this.done = done;
    this.tenant = ground.tenants[0]?.id ?? "";
    const changed = (): void => this.changed();
    this.source = new SourceChoice(desk, ground, changed);
    this.place = new PlaceFields(desk, ground, changed);
    this.product = new ProductFields(desk, changed);
    this.dataset = new DatasetChoice(desk, ground, changed);
  }

  show(meaning: Meaning | undefined): void {
    this.meaning = meaning;
    if (meaning === undefined) {
      this.body.replaceChildren();
      this.drawn = "";
      return;
    }
    const device = meaning.message?.device ?? "";
    this.device = device === "" ? this.device : device;
    // While one maps fields, what was written below stays as it is.
    const key = `${device} ${meaning.message?.format ?? ""} ${this.many}`;
    if (key !== this.drawn) {
      this.drawn = key;
      this.source.show(this.tenant, meaning.message);
      this.build();
    }
    this.changed();
  }

  private changed(): void {
    this.product.root.hidden = this.meaning?.profile !== undefined;
    this.dataset.show({ tenant: this.tenant, profile: this.profileId(), quantities: this.quantities(), sensor: this.many ? undefined : this.newcomer().sensor });
    this.order?.later();
  }

  private quantities(): readonly string[] {
    return (this.meaning?.profile?.fields ?? this.meaning?.fields ?? []).map(({ quantity }) => quantity);
  }

  private build(): void {
    const { speech } = this.desk;
    const choice = (many: boolean, words: string): HTMLElement =>
      button(
        words,
        () => {
          this.many = many;
          this.drawn = "";
          this.show(this.meaning);
          this.body.querySelector<HTMLElement>(`[data-many="${many}"]`)?.focus();
        },
        { "aria-pressed": String(many === this.many), "data-many": String(many) },
      );
    const pair = element("div", { class: "pair", role: "group", "aria-label": speech.say("howMany") }, choice(false, speech.say("oneDevice")), choice(true, speech.say("manyDevices")));
    const grid = element("div", { class: "form-grid" }, this.tenants(), this.source.root, this.source.form, ...(this.many ? [] : this.single()));
    this.body.replaceChildren(pair, grid, this.product.root, this.dataset.root);
    this.order = this.many ? undefined : new OrderPanel(this.desk, this.body, { files: () => this.files(), sends: speech.say("register"), done: () => this.tell() });
    if (this.many) {
      new ImportPanel(this.desk, this.body, {
        before: () => this.around(),
        after: () => this.dataset.files(),
        chosen: () => ({ tenant: this.tenant, source: this.source.id, profile: this.profileId() }),
      });
    }
  }

  private tenants(): HTMLElement {
    const { speech } = this.desk;
    const tenant = select("tenant", this.ground.tenants.map(({ id, name }) => [id, speech.pick(name, id)]), this.tenant, (chosen) => {
      this.tenant = chosen;
      this.drawn = "";
      this.show(this.meaning);
    });
    return labelled(speech.say("tenant"), tenant);
  }

  private single(): HTMLElement[] {
    const { speech } = this.desk;
    const device = input("device", this.device, (text) => ((this.device = text.trim()), this.changed()), { maxlength: "128" });
    return [labelled(speech.say("deviceName"), device, speech.say("deviceHelp")), this.place.field(this.tenant), this.place.position];
  }

  private profileId(): string {
    return this.meaning?.profile?.id ?? idOf(this.tenant, `${this.place.name || this.device || "ny"}-profil`, new Set(this.ground.profiles.map(({ id }) => id)));
  }

  /** What has to be there before devices are. */
  private around(): RegistryFile[] {
    return [...this.source.files(), ...this.profileFiles()];
  }

  private profileFiles(): RegistryFile[] {
    const { meaning } = this;
    if (meaning === undefined || meaning.profile !== undefined) {
      return [];
    }
    const id = this.profileId();
    return [
      profileFile(
        {
          id,
          tenant: this.tenant,
          ...this.product.product(id.slice(this.tenant.length + 1)),
          interval: this.product.interval(),
          fields: meaning.fields,
          ...(meaning.script === undefined ? {} : { decoder: { id: `${id}-decoder`.slice(0, 64), script: meaning.script } }),
        },
        this.source.isLorawan,
      ),
    ];
  }

  private newcomer(): Newcomer {
    return {
      tenant: this.tenant,
      source: this.source.id,
      device: /^[0-9a-f]{16}$/i.test(this.device) ? this.device.toLowerCase() : this.device,
      sensor: idOf(this.tenant, this.place.name, new Set(this.ground.sensors.map(({ id }) => id))),
      profile: this.profileId(),
      place: this.place.place(),
    };
  }

  /** Nothing as long as something is missing. */
  private files(): readonly RegistryFile[] | undefined {
    const isComplete = this.device !== "" && this.place.isComplete() && this.source.isComplete() && this.dataset.isComplete();
    return isComplete ? [...this.around(), deviceFile(this.newcomer()), ...this.dataset.files()] : undefined;
  }

  private tell(): void {
    const { sensor, source, device } = this.newcomer();
    this.done({ sensor, source, device, needsToken: this.source.isPostedTo, message: this.meaning?.message?.written, dataset: this.dataset.made() });
  }
}
