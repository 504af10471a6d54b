import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { unitForPeople } from "../page/vocabulary.ts";
import type { Vocabulary, VocabularyQuantity } from "./inner.ts";
import type { Mapped } from "./onboarding.ts";
import type { FoundField } from "./payload.ts";
import { QuantityBox } from "./quantity-box.ts";
import { inUnitOf, isPlausible, suggested, unitsOf } from "./suggest.ts";
import { number, select, tag, valueOf } from "./words.ts";

const SCALES = [1, 0.1, 0.01, 0.001, 10, 100, 1000];

interface Row {
  readonly field: FoundField;
  quantity: VocabularyQuantity | undefined;
  unit: string;
  scale: number;
}

/** Each field that was found, with what it is said to be: whatever is said to be nothing is dropped before it is kept. */
export class FieldMap {
  readonly root = element("div", { class: "field-map" });
  private readonly speech: Speech;
  private readonly vocabulary: Vocabulary;
  private readonly changed: (mapped: Mapped[]) => void;
  private readonly rows: Row[];

  constructor(speech: Speech, vocabulary: Vocabulary, fields: readonly FoundField[], changed: (mapped: Mapped[]) => void) {
    this.speech = speech;
    this.vocabulary = vocabulary;
    this.changed = changed;
    const used = new Set<string>();
    this.rows = fields.map((field) => {
      const quantity = suggested(field, vocabulary);
      const free = quantity !== undefined && !used.has(quantity.id) ? quantity : undefined;
      used.add(free?.id ?? "");
      return { field, quantity: free, unit: free?.unit ?? "", scale: 1 };
    });
    this.root.append(...this.rows.map((row, index) => this.line(row, index)));
    if (fields.length === 0) {
      this.root.append(element("p", { class: "notice" }, speech.say("noFields")));
    }
  }

  /** Says what is mapped now. */
  tell(): void {
    this.changed(this.rows.flatMap(({ field, quantity, unit, scale }) => (quantity === undefined ? [] : [{ pointer: field.pointer, quantity: quantity.id, unit, scale }])));
  }

  private line(row: Row, index: number): HTMLElement {
    const { speech } = this;
    const { field } = row;
    const raw = element("div", { class: "map-raw" }, element("code", {}, field.name), element("span", { class: "figures" }, typeof field.value === "number" ? number(speech, field.value, 6) : String(field.value)));
    if (typeof field.value === "string") {
      return element("div", { class: "map-line text-field", "data-field": field.name }, raw, element("p", { class: "quiet small" }, speech.say("textIsDropped")));
    }
    const rest = element("div", { class: "map-rest" });
    const drawRest = (): void => rest.replaceChildren(...this.rest(row, index, drawRest));
    const box = new QuantityBox(speech, this.vocabulary, `quantity-${index}`, speech.say("quantityOf", { field: field.name }), row.quantity, (quantity) => {
      row.quantity = quantity;
      row.unit = quantity?.unit ?? "";
      row.scale = 1;
      drawRest();
      this.tell();
    });
    drawRest();
    return element("div", { class: "map-line", role: "group", "aria-label": field.name, "data-field": field.name }, raw, box.root, rest);
  }

  private rest(row: Row, index: number, draw: () => void): HTMLElement[] {
    const { speech } = this;
    const { quantity, field } = row;
    if (quantity === undefined) {
      return [element("p", { class: "quiet small" }, speech.say("isDropped"))];
    }
    const change = (): void => {
      const focused = document.activeElement?.id ?? "";
      draw();
      document.getElementById(focused)?.focus();
      this.tell();
    };
    const units = unitsOf(quantity, this.vocabulary);
    const unit = select(`unit-${index}`, units.map(({ code }) => [code, unitForPeople(code) || code]), row.unit, (chosen) => ((row.unit = chosen), change()));
    unit.setAttribute("aria-label", speech.say("unitOf", { field: field.name }));
    const scale = select(`scale-${index}`, SCALES.map((each) => [String(each), `× ${number(speech, each)}`]), String(row.scale), (chosen) => ((row.scale = Number(chosen)), change()));
    scale.setAttribute("aria-label", speech.say("scaleOf", { field: field.name }));
    const value = typeof field.value === "string" ? undefined : inUnitOf(quantity, field.value, row.unit, row.scale, this.vocabulary);
    return [
      units.length > 1 ? unit : null,
      scale,
      value === undefined ? null : element("strong", { class: "figures map-value", "aria-live": "polite" }, valueOf(speech, value, quantity.unit)),
      value === undefined || isPlausible(quantity, value) ? null : tag(speech.say("implausible"), "bad"),
    ].filter((each) => each !== null);
  }
}
