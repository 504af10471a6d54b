import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { unitForPeople } from "../page/vocabulary.ts";
import type { Vocabulary, VocabularyQuantity } from "./inner.ts";
import { matching } from "./suggest.ts";

/** Chooses a quantity of the vocabulary by writing some of its name. What is not in the vocabulary is refused, with the nearest that is. */
export class QuantityBox {
  readonly root: HTMLElement;
  private readonly field: HTMLInputElement;
  private readonly options: HTMLElement;
  private readonly problem: HTMLElement;
  private readonly speech: Speech;
  private readonly vocabulary: Vocabulary;
  private readonly changed: (quantity: VocabularyQuantity | undefined) => void;
  private chosen: VocabularyQuantity | undefined;
  private offered: VocabularyQuantity[] = [];
  private at = -1;

  constructor(speech: Speech, vocabulary: Vocabulary, id: string, label: string, chosen: VocabularyQuantity | undefined, changed: (quantity: VocabularyQuantity | undefined) => void) {
    this.speech = speech;
    this.vocabulary = vocabulary;
    this.chosen = chosen;
    this.changed = changed;
    this.field = element("input", {
      class: "field",
      id,
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: speech.say("dropField"),
      "aria-label": label,
      "aria-expanded": "false",
      "aria-autocomplete": "list",
      "aria-controls": `${id}-options`,
      "aria-describedby": `${id}-problem`,
      value: this.nameOf(chosen),
    });
    this.options = element("ul", { class: "box-options", id: `${id}-options`, role: "listbox", "aria-label": label, hidden: true });
    this.problem = element("p", { class: "form-problem small", id: `${id}-problem`, role: "alert" });
    this.root = element("div", { class: "quantity-box" }, this.field, this.options, this.problem);
    this.field.addEventListener("input", () => this.offer());
    this.field.addEventListener("focus", () => this.field.select());
    this.field.addEventListener("blur", () => this.leave());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.options.addEventListener("pointerdown", (event) => this.point(event));
  }

  private nameOf(quantity: VocabularyQuantity | undefined): string {
    return quantity === undefined ? "" : this.speech.pick(quantity.name, quantity.id);
  }

  private offer(): void {
    this.offered = matching(this.field.value, this.vocabulary);
    this.at = this.offered.length > 0 ? 0 : -1;
    this.draw();
  }

  private draw(): void {
    const open = this.offered.length > 0;
    this.options.replaceChildren(
      ...this.offered.map((quantity, index) =>
        element(
          "li",
          { id: `${this.options.id}-${index}`, role: "option", "aria-selected": String(index === this.at), "data-quantity": quantity.id },
          element("span", {}, this.nameOf(quantity)),
          element("span", { class: "quiet small" }, unitForPeople(quantity.unit)),
        ),
      ),
    );
    this.options.hidden = !open;
    this.field.setAttribute("aria-expanded", String(open));
    if (open && this.at >= 0) {
      this.field.setAttribute("aria-activedescendant", `${this.options.id}-${this.at}`);
    } else {
      this.field.removeAttribute("aria-activedescendant");
    }
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.offered.length === 0) {
        this.offer();
      } else {
        this.at = (this.at + (event.key === "ArrowDown" ? 1 : this.offered.length - 1)) % this.offered.length;
        this.draw();
      }
    } else if (event.key === "Enter") {
      event.preventDefault();
      const quantity = this.offered[this.at];
      if (quantity !== undefined) {
        this.choose(quantity);
      }
    } else if (event.key === "Escape") {
      this.field.value = this.nameOf(this.chosen);
      this.shut();
    }
  }

  private point(event: PointerEvent): void {
    event.preventDefault();
    const id = (event.target as Element).closest<HTMLElement>("[data-quantity]")?.dataset["quantity"];
    const quantity = this.offered.find((each) => each.id === id);
    if (quantity !== undefined) {
      this.choose(quantity);
    }
  }

  private choose(quantity: VocabularyQuantity | undefined): void {
    this.problem.textContent = "";
    this.field.removeAttribute("aria-invalid");
    this.field.value = this.nameOf(quantity);
    this.shut();
    if (quantity !== this.chosen) {
      this.chosen = quantity;
      this.changed(quantity);
    }
  }

  private leave(): void {
    this.shut();
    const written = this.field.value.trim();
    if (written === "") {
      this.choose(undefined);
      return;
    }
    const exact = this.vocabulary.quantities.find((each) => [each.id, each.name.da, each.name.en].some((name) => name?.toLowerCase() === written.toLowerCase()));
    if (exact !== undefined) {
      this.choose(exact);
      return;
    }
    this.field.setAttribute("aria-invalid", "true");
    const near = matching(written, this.vocabulary, 1)[0];
    this.problem.textContent = near === undefined ? this.speech.say("notInVocabulary", { written }) : this.speech.say("notInVocabularyNear", { written, near: this.nameOf(near) });
    if (this.chosen !== undefined) {
      this.chosen = undefined;
      this.changed(undefined);
    }
  }

  private shut(): void {
    this.offered = [];
    this.draw();
  }
}
