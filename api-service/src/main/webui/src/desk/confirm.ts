import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { button, reason } from "./parts.ts";

/** Something to fill in before it is confirmed. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind: "line" | "text" | "day" | "moment";
  readonly help?: string;
  readonly given?: string;
  readonly needed?: boolean;
  /** What has to be written exactly so, which shows that it is meant. */
  readonly exactly?: string;
}

/** What is asked before something is done. */
export interface Question {
  readonly title: string;
  readonly words: readonly (string | Node)[];
  readonly fields?: readonly Field[];
  readonly act: string;
  readonly grave?: boolean;
  readonly changed?: (values: Record<string, string>) => void;
  readonly run: (values: Record<string, string>) => Promise<void>;
}

const LONGEST_LINE = 200;
const LONGEST_TEXT = 4_000;

/** Asks for confirmation in plain words; what goes wrong is said where it was asked. */
export class Confirmation {
  private readonly speech: Speech;
  private readonly question: Question;
  private readonly dialog: HTMLDialogElement;
  private readonly problem = element("p", { class: "form-problem", role: "alert" });
  private readonly inputs = new Map<string, HTMLInputElement | HTMLTextAreaElement>();
  private readonly act: HTMLButtonElement;

  constructor(speech: Speech, question: Question) {
    this.speech = speech;
    this.question = question;
    this.act = element("button", { class: question.grave === true ? "button grave-action" : "button main-action", type: "submit" }, question.act);
    const form = element(
      "form",
      { class: "confirmation", method: "dialog" },
      element("h2", { id: "confirmation-title" }, question.title),
      ...question.words.map((word) => (typeof word === "string" ? element("p", {}, word) : word)),
      ...(question.fields ?? []).map((field) => this.field(field)),
      this.problem,
      element("div", { class: "confirmation-acts" }, this.act, button(speech.say("deskCancel"), () => this.dialog.close())),
    );
    this.dialog = element("dialog", { class: "confirmation-place", "aria-labelledby": "confirmation-title" }, form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.run();
    });
    form.addEventListener("input", () => {
      this.check();
      question.changed?.(this.values());
    });
    this.dialog.addEventListener("close", () => this.dialog.remove());
  }

  open(): void {
    document.body.append(this.dialog);
    this.check();
    this.dialog.showModal();
    this.question.changed?.(this.values());
  }

  private field(field: Field): HTMLElement {
    const id = `confirm-${field.name}`;
    const help = field.help === undefined ? null : `${id}-help`;
    const common = { class: "field", id, name: field.name, required: field.needed === true || field.exactly !== undefined, "aria-describedby": help, autocomplete: "off" };
    const input =
      field.kind === "text"
        ? element("textarea", { ...common, rows: "3", maxlength: LONGEST_TEXT })
        : element("input", { ...common, type: field.kind === "day" ? "date" : field.kind === "moment" ? "datetime-local" : "text", maxlength: field.kind === "line" ? LONGEST_LINE : null });
    input.value = field.given ?? "";
    this.inputs.set(field.name, input);
    return element(
      "div",
      { class: "labelled" },
      element("label", { for: id }, field.label, field.needed === true || field.exactly !== undefined ? null : element("span", { class: "quiet" }, ` (${this.speech.say("deskOptional")})`)),
      input,
      help === null ? null : element("p", { class: "quiet small", id: help }, field.help),
    );
  }

  private values(): Record<string, string> {
    return Object.fromEntries([...this.inputs].map(([name, input]) => [name, input.value.trim()]));
  }

  /** What has to be written exactly so keeps the act away until it is. */
  private check(): void {
    const values = this.values();
    this.act.disabled = (this.question.fields ?? []).some((field) => field.exactly !== undefined && values[field.name] !== field.exactly);
  }

  private async run(): Promise<void> {
    this.problem.textContent = "";
    this.act.disabled = true;
    this.dialog.setAttribute("aria-busy", "true");
    try {
      await this.question.run(this.values());
      this.dialog.close();
    } catch (failure) {
      this.problem.textContent = reason(this.speech, failure);
      this.act.disabled = false;
    }
    this.dialog.removeAttribute("aria-busy");
  }
}
