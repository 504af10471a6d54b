import { element } from "../page/dom.ts";
import type { Desk } from "./console-page.ts";
import { input, labelled, select } from "./words.ts";

const UNITS = ["M", "H", "D", "event"] as const;
type Unit = (typeof UNITS)[number];

/** What is known of a product that has no profile yet: who makes it, and how often it speaks. It can be left as it is. */
export class ProductFields {
  readonly root: HTMLElement;
  private vendor = "";
  private named = "";
  private every = "15";
  private unit: Unit = "M";

  constructor(desk: Desk, changed: () => void) {
    const { speech } = desk;
    const words = { M: "everyMinutes", H: "everyHours", D: "everyDays", event: "everyEvent" } as const;
    const every = input("product-interval", this.every, (text) => ((this.every = text.trim()), changed()), { inputmode: "numeric", maxlength: "4" });
    const unit = select("product-unit", UNITS.map((each): [string, string] => [each, speech.say(words[each])]), this.unit, (chosen) => {
      this.unit = chosen as Unit;
      every.disabled = this.unit === "event";
      changed();
    });
    unit.setAttribute("aria-label", speech.say("productUnit"));
    const help = "product-interval-help";
    every.setAttribute("aria-describedby", help);
    const speaks = element(
      "div",
      { class: "labelled" },
      element("label", { for: "product-interval" }, speech.say("productInterval")),
      element("div", { class: "with-unit" }, every, unit),
      element("p", { class: "quiet small", id: help }, speech.say("productIntervalHelp")),
    );
    this.root = element(
      "details",
      { class: "more", "data-more": "product" },
      element("summary", {}, speech.say("aboutProduct")),
      element(
        "div",
        { class: "form-grid" },
        labelled(speech.say("productVendor"), input("product-vendor", "", (text) => ((this.vendor = text.trim()), changed()), { maxlength: "80", placeholder: "Nordsensor" })),
        labelled(speech.say("productModel"), input("product-model", "", (text) => ((this.named = text.trim()), changed()), { maxlength: "80", placeholder: "AQ-2" })),
        speaks,
      ),
    );
  }

  /** What it says on the box, as far as somebody said. */
  product(otherwise: string): { vendor: string; model: string } {
    return { vendor: this.vendor === "" ? "unknown" : this.vendor, model: this.named === "" ? otherwise : this.named };
  }

  /** As an ISO 8601 duration; nothing where it speaks only when something happens. What is no number is left to the registry to refuse. */
  interval(): string | undefined {
    if (this.unit === "event") {
      return undefined;
    }
    return this.unit === "D" ? `P${this.every}D` : `PT${this.every}${this.unit}`;
  }
}
