import { element } from "../page/dom.ts";
import type { Desk } from "./console-page.ts";
import type { Ground } from "./connect-view.ts";
import type { Profile } from "./inner.ts";
import { type Pasted, pasted } from "./payload.ts";
import { button, input, labelled } from "./words.ts";

/** What somebody starts from: a payload, a product, or both. */
export interface Said {
  readonly product: Profile | undefined;
  readonly message: Pasted | undefined;
}

const SOON = 250;

/** The first step: a product is chosen, or something is pasted that a device said. */
export class SaidStep {
  private readonly desk: Desk;
  private readonly ground: Ground;
  private readonly changed: (said: Said | undefined) => void;
  private readonly text: HTMLTextAreaElement;
  private readonly problem = element("p", { class: "form-problem", role: "alert" });
  private readonly products = element("ul", { class: "products" });
  private readonly portField: HTMLElement;
  private product: Profile | undefined;
  private port = "1";
  private search = "";
  private timer = 0;

  constructor(desk: Desk, ground: Ground, body: HTMLElement, changed: (said: Said | undefined) => void) {
    const { speech } = desk;
    this.desk = desk;
    this.ground = ground;
    this.changed = changed;
    this.text = element("textarea", { class: "field code", id: "payload", rows: 7, spellcheck: "false", autocapitalize: "off", placeholder: '58 fe 0c 63\n{"deviceInfo": {"devEui": "…"}, "object": {"temperature": 8.4}}' });
    this.text.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.tell(), SOON);
    });
    this.portField = labelled(speech.say("port"), input("payload-port", this.port, (text) => ((this.port = text), this.tell()), { inputmode: "numeric", maxlength: "3" }), speech.say("portHelp"));
    this.portField.hidden = true;
    const search = input("product-search", "", (text) => ((this.search = text), this.list()), { type: "search", placeholder: speech.say("searchProducts"), "aria-label": speech.say("searchProducts") });
    body.append(
      element(
        "div",
        { class: "step-sides" },
        element("div", {}, labelled(speech.say("pastePayload"), this.text, speech.say("pasteHelp")), this.problem, this.portField),
        element("div", { class: "product-side" }, element("h4", { id: "products-title" }, speech.say("orProduct")), search, this.products),
      ),
    );
    this.list();
  }

  /** What a product measures says more than what it is called. */
  private measures(profile: Profile): string {
    const { speech } = this.desk;
    const names = profile.fields
      .filter(({ quantity }) => !/^(radio-|battery-)/.test(quantity))
      .map(({ quantity }) => speech.pick(this.ground.words.quantities.find(({ id }) => id === quantity)?.name, quantity));
    return [...new Set(names)].join(", ");
  }

  private list(): void {
    const { speech } = this.desk;
    const wanted = this.search.toLowerCase();
    const rows = this.ground.profiles
      .map((profile) => ({ profile, measures: this.measures(profile) }))
      .filter(({ profile, measures }) => `${profile.id} ${profile.product?.vendor ?? ""} ${profile.product?.model ?? ""} ${measures}`.toLowerCase().includes(wanted));
    const chosen = this.product?.id;
    this.products.replaceChildren(
      ...rows.map(({ profile, measures }) => {
        const name = profile.tenant === "bypuls" ? profile.id.replace(/^bypuls-/, "").replace(/-bytes$/, "") : `${profile.product?.vendor ?? ""} ${profile.product?.model ?? profile.id}`.trim();
        const pick = button(
          "",
          () => {
            this.product = chosen === profile.id ? undefined : profile;
            this.list();
            this.products.querySelector<HTMLElement>(`[data-product="${profile.id}"]`)?.focus();
            this.tell();
          },
          { class: "button product", "aria-pressed": String(profile.id === chosen), "data-product": profile.id },
        );
        pick.append(element("strong", {}, name), element("span", { class: "quiet small" }, measures), element("span", { class: "tag" }, speech.say(profile.decoder === undefined ? "productFields" : "productBytes")));
        return element("li", {}, pick);
      }),
      ...(rows.length === 0 ? [element("li", { class: "quiet" }, speech.say("noProduct"))] : []),
    );
  }

  private tell(): void {
    const message = pasted(this.text.value, Number(this.port) || 1);
    const unreadable = this.text.value.trim() !== "" && message === undefined;
    this.problem.textContent = unreadable ? this.desk.speech.say("notAPayload") : "";
    this.portField.hidden = message === undefined || message.kind !== "bytes" || message.format !== undefined;
    this.changed(this.product === undefined && message === undefined ? undefined : { product: this.product, message });
  }
}
