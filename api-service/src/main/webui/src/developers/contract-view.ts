import { fetchJson } from "../api/open-api.ts";
import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { type Channel, Contract, type Loose, type Operation, loose, typeWords } from "./contract.ts";

/** So deep are the parts of a value shown. */
const DEEPEST = 4;

/** A contract for people to read. What is inside a line is made when it is opened. */
export class ContractView {
  readonly node = element("div", { class: "contract", lang: "en" });
  private readonly speech: Speech;
  private contract = new Contract({});

  constructor(speech: Speech) {
    this.speech = speech;
  }

  async show(path: string): Promise<void> {
    try {
      this.contract = new Contract(await fetchJson<Loose>(`${path}?format=json`));
      this.node.replaceChildren(...this.operations(), ...this.contract.channels().map((channel) => this.channel(channel)));
    } catch {
      this.node.replaceChildren(element("p", { class: "quiet", lang: this.speech.language }, this.speech.say("devContractAway")));
    }
  }

  /** What needs a role stands apart: it is for people of the house. */
  private operations(): HTMLElement[] {
    const all = this.contract.operations();
    const inner = all.filter(({ isInternal }) => isInternal);
    const name = element("summary", { lang: this.speech.language }, this.speech.say("devInner", { count: inner.length }));
    const apart = inner.length === 0 ? [] : [opened(name, "", () => inner.map((operation) => this.operation(operation)))];
    return [...all.filter(({ isInternal }) => !isInternal).map((operation) => this.operation(operation)), ...apart];
  }

  private operation(operation: Operation): HTMLElement {
    const { speech } = this;
    const name = element("summary", {}, element("code", { class: `method ${operation.method.toLowerCase()}` }, operation.method), element("code", { class: "path" }, operation.path), element("span", { class: "quiet" }, operation.summary));
    return opened(name, operation.id, () => [
      operation.isInternal ? element("p", { class: "badges", lang: speech.language }, element("span", { class: "badge wait" }, speech.say("devInternal"))) : "",
      paragraph(operation.description),
      operation.parameters.length === 0 ? "" : this.heading("devParameters"),
      rows(operation.parameters.map((one) => [one.name, this.type(one.schema, one.required), one.description])),
      operation.body === undefined ? "" : this.heading("devBody"),
      operation.body === undefined ? "" : this.schema(operation.body, 0),
      this.heading("devResponses"),
      ...operation.answers.flatMap((answer) => [
        element("p", { class: "answer" }, element("code", {}, answer.status), ` ${answer.description}`),
        ...answer.forms.filter(({ schema, type }) => answer.status.startsWith("2") && Object.keys(schema).length > 0 && type !== "text/csv").map(({ type, schema }) => element("div", { class: "form" }, element("p", {}, element("code", {}, type)), this.schema(schema, 0))),
      ]),
    ]);
  }

  private channel(channel: Channel): HTMLElement {
    const name = element("summary", {}, element("code", { class: "path" }, channel.address), element("span", { class: "quiet" }, channel.title));
    return opened(name, channel.address, () => [
      paragraph(channel.description),
      this.heading("devServers"),
      element("p", {}, element("code", {}, channel.servers.join(", "))),
      this.heading("devMessagesOf"),
      ...channel.messages.flatMap((message) => [element("p", { class: "answer" }, element("code", {}, message.name), ` ${message.title}. ${message.description}`), this.schema(message.schema, 0)]),
    ]);
  }

  /** The members of an object; of a list, those of what is in it. */
  private schema(value: Loose, depth: number): HTMLElement {
    const schema = this.contract.resolve(value);
    if (schema["items"] !== undefined) {
      return this.schema(loose(schema["items"]), depth);
    }
    const members = Object.entries(loose(schema["properties"]));
    if (members.length === 0) {
      return element("p", {}, element("code", {}, this.type(value, false)));
    }
    const required = Array.isArray(schema["required"]) ? schema["required"] : [];
    const told = members.map(([name, member]): [string, string, string, Loose] => [name, this.type(loose(member), required.includes(name)), String(this.contract.resolve(member)["description"] ?? ""), loose(member)]);
    const table = rows(told.map(([name, type, description]) => [name, type, description]));
    const inner = told.filter(([, , , member]) => depth < DEEPEST && this.hasMembers(member)).map(([name, , , member]) => opened(element("summary", {}, element("code", {}, name)), "", () => [this.schema(member, depth + 1)]));
    return element("div", { class: "schema" }, table, ...inner);
  }

  private hasMembers(member: Loose): boolean {
    const resolved = this.contract.resolve(member);
    const inner = resolved["items"] === undefined ? resolved : this.contract.resolve(resolved["items"]);
    return Object.keys(loose(inner["properties"])).length > 0;
  }

  private type(schema: Loose, required: boolean): string {
    const { speech } = this;
    const words = typeWords(schema, (of) => speech.say("devListOf", { of }));
    const preset = this.contract.resolve(schema)["default"];
    return [words, ...(required ? [speech.say("devRequired")] : []), ...(preset === undefined ? [] : [speech.say("devDefault", { value: String(preset) })])].join(", ");
  }

  private heading(key: "devParameters" | "devBody" | "devResponses" | "devServers" | "devMessagesOf"): HTMLElement {
    return element("p", { class: "contract-part", lang: this.speech.language }, this.speech.say(key));
  }
}

function opened(name: HTMLElement, id: string, inside: () => (Node | string)[]): HTMLElement {
  const body = element("div", { class: "inside" });
  const details = element("details", { "data-operation": id === "" ? null : id }, name, body);
  details.addEventListener("toggle", () => {
    if (details.open && body.childNodes.length === 0) {
      body.append(...inside());
    }
  });
  return details;
}

function paragraph(text: string): Node | string {
  return text === "" ? "" : element("p", {}, text);
}

function rows(all: readonly (readonly [name: string, type: string, description: string])[]): HTMLElement {
  return element("dl", { class: "members" }, ...all.map(([name, type, description]) => element("div", {}, element("dt", {}, element("code", {}, name)), element("dd", {}, element("span", { class: "type" }, type), description === "" ? "" : ` ${description}`))));
}
