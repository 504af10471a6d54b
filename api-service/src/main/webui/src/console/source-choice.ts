import { element } from "../page/dom.ts";
import type { Ground } from "./connect-view.ts";
import type { Desk } from "./console-page.ts";
import type { RegistryFile, Source } from "./inner.ts";
import { type NewSource, idOf, sourceFile } from "./onboarding.ts";
import type { Pasted } from "./payload.ts";
import { input, labelled, select } from "./words.ts";

const NEW = "+";
const WAYS = ["mqtt", "http", "pull", "folder"] as const;
/** What the registry reads, those with a network's own form first. */
const FORMATS = [
  "chirpstack-v4", "chirpstack-v3", "things-stack-v3", "ttn-v2", "actility-thingpark", "everynet", "firefly", "helium", "kerlink-spn", "kerlink-wanesy", "loriot", "multitech",
  "netmore", "objenious", "orange-live-objects", "orbiwise", "os2iot", "proximus", "sigfox", "ngsi-ld", "sensorthings", "senml", "json", "csv",
] as const;
const LORAWAN = /^(chirpstack|things-stack|ttn|actility|helium|loriot|everynet|firefly|kerlink|multitech|netmore|objenious|orange|orbiwise|proximus|os2iot)/;

/** By which source a device speaks: one that is there, or a new one that is described here. */
export class SourceChoice {
  readonly root = element("div", { class: "labelled" });
  /** The fields of a new one; empty otherwise. */
  readonly form = element("div", { class: "new-thing" });
  private readonly desk: Desk;
  private readonly ground: Ground;
  private readonly changed: () => void;
  private tenant = "";
  private chosen = "";
  private name = "";
  private said: Omit<NewSource, "id" | "tenant"> = { format: "chirpstack-v4", way: "mqtt", broker: "", topic: "", credentials: "", url: "", every: 10, device: "", time: "" };

  constructor(desk: Desk, ground: Ground, changed: () => void) {
    this.desk = desk;
    this.ground = ground;
    this.changed = changed;
  }

  /** Offers what that tenant has, first of all one that reads such a message. */
  show(tenant: string, message: Pasted | undefined): void {
    this.tenant = tenant;
    const there = this.sources();
    const fits = there.find(({ format }) => format === message?.format) ?? there[0];
    this.said = { ...this.said, format: message?.format ?? this.said.format, device: message?.deviceAt ?? this.said.device, time: message?.timeAt ?? this.said.time };
    this.chosen = fits?.id ?? NEW;
    this.draw();
  }

  get id(): string {
    return this.isNew ? idOf(this.tenant, this.name === "" ? this.said.format : this.name, new Set(this.ground.sources.map(({ id }) => id))) : this.chosen;
  }

  get isNew(): boolean {
    return this.chosen === NEW;
  }

  /** Whether what is posted to it needs a token of its own. */
  get isPostedTo(): boolean {
    return this.isNew && this.said.way === "http";
  }

  get isLorawan(): boolean {
    return LORAWAN.test(this.isNew ? this.said.format : (this.sources().find(({ id }) => id === this.chosen)?.format ?? ""));
  }

  isComplete(): boolean {
    const { said } = this;
    const ways = { mqtt: said.broker !== "" && said.topic !== "", http: true, pull: said.url !== "" && said.every > 0, folder: true };
    return !this.isNew || (ways[said.way] && (!this.isOwn() || said.device !== ""));
  }

  files(): RegistryFile[] {
    return this.isNew ? [sourceFile({ ...this.said, id: this.id, tenant: this.tenant })] : [];
  }

  private isOwn(): boolean {
    return this.said.format === "json" || this.said.format === "csv";
  }

  private sources(): readonly Source[] {
    return this.ground.sources.filter(({ tenant }) => tenant === this.tenant);
  }

  private draw(): void {
    const { speech } = this.desk;
    const options = [...this.sources().map(({ id, format }): [string, string] => [id, `${id} · ${format}`]), [NEW, speech.say("newSource")] as [string, string]];
    const choice = select("source", options, this.chosen, (chosen) => {
      this.chosen = chosen;
      this.drawForm();
      this.changed();
    });
    this.root.replaceChildren(...labelled(speech.say("source"), choice).childNodes);
    this.drawForm();
  }

  private drawForm(): void {
    const { speech } = this.desk;
    if (!this.isNew) {
      this.form.replaceChildren();
      return;
    }
    const names = { mqtt: "sourceByMqtt", http: "sourceByHttp", pull: "sourceByPull", folder: "sourceByFolder" } as const;
    this.form.replaceChildren(
      element("h4", {}, speech.say("newSourceTitle")),
      element(
        "div",
        { class: "form-grid" },
        labelled(speech.say("sourceName"), input("source-name", this.name, (text) => this.renamed(text.trim()), { maxlength: "80" }), speech.say("becomesId", { id: this.id })),
        this.chooses("source-format", "sourceFormat", FORMATS, this.said.format, (format) => this.say({ format }, true)),
        this.chooses("source-way", "sourceWay", WAYS.map((way): [string, string] => [way, speech.say(names[way])]), this.said.way, (way) => this.say({ way: way as NewSource["way"] }, true)),
        ...this.ofWay(),
        ...this.ofEnvelope(),
      ),
      element("p", { class: "quiet small" }, speech.say(this.said.way === "http" ? "sourceTokenComes" : this.said.way === "folder" ? "sourceFolderWhere" : "sourceSecretsWhere")),
    );
  }

  private ofWay(): HTMLElement[] {
    const { said } = this;
    const secret = this.writes("source-credentials", "sourceCredentials", said.credentials, (credentials) => this.say({ credentials }), "sourceCredentialsHelp");
    switch (said.way) {
      case "mqtt":
        return [
          this.writes("source-broker", "sourceBroker", said.broker, (broker) => this.say({ broker }), undefined, "ssl://broker.example:8883"),
          this.writes("source-topic", "sourceTopic", said.topic, (topic) => this.say({ topic }), undefined, said.format.startsWith("chirpstack") ? "application/+/device/+/event/up" : "sensors/+/up"),
          secret,
        ];
      case "pull":
        return [
          this.writes("source-url", "sourceUrl", said.url, (url) => this.say({ url }), undefined, "https://api.example/measurements"),
          this.writes("source-every", "sourceEvery", String(said.every), (text) => this.say({ every: Math.round(Number(text)) || 0 })),
          secret,
        ];
      default:
        return [];
    }
  }

  private ofEnvelope(): HTMLElement[] {
    const isTable = this.said.format === "csv";
    return this.isOwn()
      ? [
          this.writes("source-device", isTable ? "sourceDeviceColumn" : "sourceDevice", this.said.device, (device) => this.say({ device }), undefined, isTable ? "Sensor" : "/device"),
          this.writes("source-time", isTable ? "sourceTimeColumn" : "sourceTime", this.said.time, (time) => this.say({ time }), "sourceTimeHelp", isTable ? "Tid" : "/time"),
        ]
      : [];
  }

  private writes(id: string, label: Label, value: string, changed: (text: string) => void, help?: Label, example?: string): HTMLElement {
    const { speech } = this.desk;
    const field = input(id, value, (text) => changed(text.trim()), { maxlength: "400", ...(example === undefined ? {} : { placeholder: example }) });
    return labelled(speech.say(label), field, help === undefined ? undefined : speech.say(help));
  }

  private chooses(id: string, label: Label, options: readonly (string | [string, string])[], chosen: string, changed: (value: string) => void): HTMLElement {
    const pairs = options.map((each): [string, string] => (typeof each === "string" ? [each, each] : each));
    return labelled(this.desk.speech.say(label), select(id, pairs, chosen, changed));
  }

  private renamed(name: string): void {
    this.name = name;
    this.tellId();
    this.changed();
  }

  private tellId(): void {
    const told = this.form.querySelector("#source-name-help");
    if (told !== null) {
      told.textContent = this.desk.speech.say("becomesId", { id: this.id });
    }
  }

  /** Another format or way has other fields. */
  private say(change: Partial<NewSource>, anew = false): void {
    this.said = { ...this.said, ...change };
    if (anew) {
      const at = document.activeElement?.id ?? "";
      this.drawForm();
      this.form.querySelector<HTMLElement>(at === "" ? "select" : `#${at}`)?.focus();
    }
    this.changed();
  }
}

type Label = Parameters<Desk["speech"]["say"]>[0];
