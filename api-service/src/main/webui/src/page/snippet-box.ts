import { element } from "./dom.ts";
import type { Speech } from "./language.ts";
import { TONGUES, TONGUE_NAMES, type Tongue } from "./snippets.ts";

/** A text to copy, with a button that does it and says so. */
export class CopyBox {
  readonly node = element("div", { class: "copy-box" });
  private readonly code = element("code");
  private readonly done = element("span", { class: "unseen", role: "status" });
  private readonly button: HTMLButtonElement;
  private readonly speech: Speech;

  constructor(speech: Speech, name: string) {
    this.speech = speech;
    this.button = element("button", { class: "button copy", type: "button" }, speech.say("copy"));
    this.button.addEventListener("click", () => void this.copy());
    this.node.append(element("pre", { tabindex: "0", role: "group", "aria-label": name }, this.code), this.button, this.done);
  }

  show(text: string): void {
    this.code.textContent = text;
  }

  get text(): string {
    return this.code.textContent ?? "";
  }

  private async copy(): Promise<void> {
    const copied = await navigator.clipboard.writeText(this.text).then(
      () => true,
      () => this.select(),
    );
    const word = this.speech.say(copied ? "copied" : "copySelected");
    this.button.textContent = word;
    this.done.textContent = word;
    setTimeout(() => (this.button.textContent = this.speech.say("copy")), 2_500);
  }

  /** Where the browser gives no clipboard, the text is marked so that the keyboard can copy it. */
  private select(): boolean {
    getSelection()?.selectAllChildren(this.code);
    return false;
  }
}

const KEPT_AS = "bypuls-tongue";

/** The same program in each language, one at a time; the choice is the same in all boxes of the page. */
export class SnippetBox {
  readonly node = element("div", { class: "snippets" });
  private readonly box: CopyBox;
  private readonly tabs: HTMLButtonElement[];
  private make: ((tongue: Tongue) => string) | undefined;
  private tongue: Tongue;

  constructor(speech: Speech, name: string) {
    this.box = new CopyBox(speech, name);
    this.tongue = TONGUES.find((one) => one === sessionStorage.getItem(KEPT_AS)) ?? "curl";
    this.tabs = TONGUES.map((one) => {
      const tab = element("button", { class: "button", type: "button", "data-tongue": one }, TONGUE_NAMES[one]);
      tab.addEventListener("click", () => this.choose(one));
      return tab;
    });
    this.node.append(element("div", { class: "tongues", role: "group", "aria-label": `${name}: ${speech.say("tongue")}` }, ...this.tabs), this.box.node);
    addEventListener("bypuls-tongue", () => this.paint());
  }

  show(make: (tongue: Tongue) => string): void {
    this.make = make;
    this.paint();
  }

  private choose(tongue: Tongue): void {
    sessionStorage.setItem(KEPT_AS, tongue);
    dispatchEvent(new Event("bypuls-tongue"));
  }

  private paint(): void {
    this.tongue = TONGUES.find((one) => one === sessionStorage.getItem(KEPT_AS)) ?? this.tongue;
    this.tabs.forEach((tab) => tab.setAttribute("aria-pressed", String(tab.dataset["tongue"] === this.tongue)));
    this.box.show(this.make?.(this.tongue) ?? "");
  }
}
