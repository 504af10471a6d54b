import { type Address, linkTo } from "../page/address.ts";
import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { City } from "./city.ts";
import { quantityName } from "./value.ts";
import { themeOf } from "../page/vocabulary.ts";

/** The choice of a dataset, and below it of one of its quantities. */
export class Themes {
  readonly node = element("div", { class: "choices" });
  private drawnFor = "";
  private readonly city: City;
  private readonly speech: Speech;

  constructor(city: City, speech: Speech) {
    this.city = city;
    this.speech = speech;
  }

  show(address: Address): void {
    const fingerprint = `${linkTo(address)} ${[...this.city.datasets.keys()].join(" ")}`;
    if (fingerprint === this.drawnFor) {
      return;
    }
    this.drawnFor = fingerprint;
    const focused = (document.activeElement as HTMLElement | null)?.dataset["choice"];
    const chosen = address.dataset === null ? undefined : this.city.datasets.get(address.dataset);
    const datasets = [...this.city.datasets.values()].map((dataset) => {
      const theme = themeOf(dataset.quantities[0], dataset.quantities[0]?.id ?? "");
      return this.chip(address, { dataset: dataset.id, quantity: null }, dataset.id === chosen?.id, this.speech.pick(dataset.title, dataset.id), theme);
    });
    this.node.replaceChildren(
      element(
        "nav",
        { class: "chips", "aria-label": this.speech.say("datasets") },
        this.chip(address, { dataset: null, quantity: null }, chosen === undefined, this.speech.say("all")),
        ...datasets,
      ),
    );
    if (chosen !== undefined && chosen.quantities.length > 1) {
      const quantities = chosen.quantities.map((quantity) =>
        this.chip(address, { quantity: quantity.id }, quantity.id === address.quantity, quantityName(this.city, quantity.id, this.speech)),
      );
      this.node.append(element("nav", { class: "chips small", "aria-label": this.speech.say("quantities") }, ...quantities));
    }
    if (focused !== undefined) {
      this.node.querySelector<HTMLElement>(`[data-choice="${CSS.escape(focused)}"]`)?.focus();
    }
  }

  private chip(address: Address, change: Partial<Address>, current: boolean, text: string, theme?: string): HTMLElement {
    const choice = `${change.dataset ?? ""}/${change.quantity ?? ""}`;
    const node = element(
      "a",
      { class: "chip", href: linkTo(address, change), "data-go": true, "data-choice": choice, "aria-current": current ? "true" : null },
      theme === undefined ? null : element("span", { class: "swatch", "aria-hidden": "true" }),
      text,
    );
    if (theme !== undefined) {
      node.style.setProperty("--theme", `var(--${theme})`);
    }
    return node;
  }
}
