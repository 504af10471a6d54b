import { element } from "../page/dom.ts";
import { problemDetail } from "../page/states.ts";
import type { Desk } from "./console-page.ts";
import type { Ground } from "./connect-view.ts";
import { type Decoded, type Profile, decode, tried } from "./inner.ts";
import { FieldMap } from "./field-map.ts";
import type { Mapped } from "./onboarding.ts";
import { type FoundField, type Pasted, at, leaves } from "./payload.ts";
import type { Said } from "./said-step.ts";
import { inUnitOf } from "./suggest.ts";
import { lineIn } from "./vectors.ts";
import { readingsList } from "./words.ts";

/** What a message means: by a profile that is there, or by fields that were mapped here. */
export interface Meaning {
  readonly profile: Profile | undefined;
  readonly fields: readonly Mapped[];
  readonly script: string | undefined;
  readonly message: Pasted | undefined;
}

const SOON = 600;

/** The second step: what the message says, decoded by the service itself, and what each field is. */
export class DecodedStep {
  private readonly desk: Desk;
  private readonly ground: Ground;
  private readonly body: HTMLElement;
  private readonly changed: (meaning: Meaning | undefined) => void;
  private turn = 0;
  private timer = 0;
  private script = "";

  constructor(desk: Desk, ground: Ground, body: HTMLElement, changed: (meaning: Meaning | undefined) => void) {
    this.desk = desk;
    this.ground = ground;
    this.body = body;
    this.changed = changed;
  }

  show(said: Said | undefined): void {
    this.turn++;
    clearTimeout(this.timer);
    if (said === undefined) {
      this.body.replaceChildren();
      this.changed(undefined);
    } else if (said.product !== undefined) {
      this.byProduct(said.product, said.message);
    } else if (said.message?.kind === "bytes") {
      this.byScript(said.message);
    } else if (said.message !== undefined) {
      this.map(said.message.fields, said.message, undefined, this.body);
    }
  }

  private nameOf(quantity: string): string {
    return this.desk.speech.pick(this.ground.words.quantities.find(({ id }) => id === quantity)?.name, quantity);
  }

  /** A profile says what every field is; with a message one sees it do so. */
  private byProduct(profile: Profile, message: Pasted | undefined): void {
    const { speech } = this.desk;
    const result = element("div", { role: "status" });
    this.body.replaceChildren(result);
    this.changed({ profile, fields: [], script: undefined, message });
    if (message === undefined) {
      result.append(element("p", { class: "quiet" }, speech.say("productWithoutPayload")), this.kept(profile));
    } else if (profile.decoder === undefined) {
      result.append(this.readHere(profile, message));
    } else if (message.hex === undefined) {
      result.append(element("p", { class: "notice" }, speech.say("productWantsBytes")));
    } else {
      void this.readThere(profile, message, result);
    }
  }

  private kept(profile: Profile): HTMLElement {
    return element("ul", { class: "plain-list small" }, ...profile.fields.map(({ pointer, quantity }) => element("li", {}, element("code", {}, pointer), ` → ${this.nameOf(quantity)}`)));
  }

  private readHere(profile: Profile, message: Pasted): HTMLElement {
    const { speech, words } = { speech: this.desk.speech, words: this.ground.words };
    const found = profile.fields.flatMap((field) => {
      const its = message.fields.find(({ pointer }) => pointer === field.pointer);
      const quantity = words.quantities.find(({ id }) => id === field.quantity);
      const value = its === undefined || typeof its.value === "string" || quantity === undefined ? undefined : inUnitOf(quantity, its.value, field.unit, field.scale ?? 1, words);
      return value === undefined || quantity === undefined ? [] : [{ quantity: quantity.id, value, unit: quantity.unit, observedAt: "", hints: [], plausible: value >= quantity.lowest && value <= quantity.highest }];
    });
    return found.length === 0
      ? element("div", {}, element("p", { class: "notice" }, speech.say("productFitsNot")), this.kept(profile))
      : element("div", { "data-decoded": true }, element("p", {}, speech.say("becomesThis")), readingsList(speech, (quantity) => this.nameOf(quantity), found));
  }

  private async readThere(profile: Profile, message: Pasted, result: HTMLElement): Promise<void> {
    const turn = this.turn;
    const { speech } = this.desk;
    result.textContent = speech.say("decoding");
    try {
      const answer = await decode({ profile: profile.id, port: message.port ?? 1, hex: message.hex });
      if (turn === this.turn) {
        result.replaceChildren(...this.told(answer));
      }
    } catch (failure) {
      if (turn === this.turn) {
        result.replaceChildren(element("p", { class: "notice" }, problemDetail(speech, failure)));
      }
    }
  }

  private told(answer: Decoded): HTMLElement[] {
    const { speech } = this.desk;
    const readings = answer.readings.flatMap((each) => each.readings);
    const object = at(answer.messages[0]?.fields, "/object");
    return [
      ...answer.quarantine.map((each) => element("p", { class: "notice" }, `${each.detail}. ${each.said ?? ""} ${each.do}`)),
      ...(readings.length === 0 ? [] : [element("div", { "data-decoded": true }, element("p", {}, speech.say("becomesThis")), readingsList(speech, (quantity) => this.nameOf(quantity), readings))]),
      ...(object === undefined ? [] : [element("details", {}, element("summary", {}, speech.say("allFields")), element("pre", { class: "code-block", tabindex: "0" }, JSON.stringify(object, null, 2)))]),
    ];
  }

  /** Bytes that no product is chosen for need the vendor's decoder. */
  private byScript(message: Pasted): void {
    const { speech } = this.desk;
    const result = element("div", {});
    const field = element("textarea", { class: "field code", id: "vendor-script", rows: 6, spellcheck: "false", placeholder: "function decodeUplink(input) { … }" });
    field.value = this.script;
    const run = (): void => {
      this.script = field.value;
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.tryScript(message, result), SOON);
    };
    field.addEventListener("input", run);
    this.changed(undefined);
    this.body.replaceChildren(
      element("p", {}, speech.say("bytesNeedDecoder")),
      element("div", { class: "labelled" }, element("label", { for: "vendor-script" }, speech.say("vendorScript")), field),
      result,
    );
    if (this.script !== "") {
      run();
    }
  }

  private async tryScript(message: Pasted, result: HTMLElement): Promise<void> {
    const turn = ++this.turn;
    const { speech } = this.desk;
    try {
      const [trial] = await tried({ text: this.script }, [{ port: message.port ?? 1, bytes: message.hex, data: {} }]);
      if (turn !== this.turn) {
        return;
      }
      if (trial?.data === undefined) {
        const words = [trial?.said, trial?.detail].filter((each) => each !== undefined && each !== "").join(" – ");
        const line = lineIn(words);
        this.changed(undefined);
        result.replaceChildren(element("p", { class: "notice", role: "alert" }, line === undefined ? words : `${speech.say("line", { line })}: ${words}`));
        return;
      }
      this.map(leaves(trial.data, "/object"), message, this.script, result);
    } catch (failure) {
      result.replaceChildren(element("p", { class: "notice", role: "alert" }, problemDetail(speech, failure)));
    }
  }

  private map(fields: readonly FoundField[], message: Pasted, script: string | undefined, into: HTMLElement): void {
    const { speech } = this.desk;
    const map = new FieldMap(speech, this.ground.words, fields, (mapped) => this.changed(mapped.length === 0 ? undefined : { profile: undefined, fields: mapped, script, message }));
    into.replaceChildren(element("p", { class: "quiet" }, speech.say("mapWhyFields")), map.root);
    map.tell();
  }
}
