import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { City } from "./city.ts";

/** Where the text of a licence stands. */
const LICENCES: Record<string, string> = {
  "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
  "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
};

/** How the data may be used: licence and contact of each dataset, and where programs get it. */
export class Terms {
  readonly node = element("section", { class: "terms", "aria-labelledby": "terms" });
  private readonly city: City;
  private readonly speech: Speech;

  constructor(city: City, speech: Speech) {
    this.city = city;
    this.speech = speech;
  }

  show(): void {
    const { speech } = this;
    const datasets = [...this.city.datasets.values()].map((dataset) => {
      const fact = (name: string, value: Node | string): HTMLElement => element("div", {}, element("dt", {}, name), element("dd", {}, value));
      return element(
        "li",
        { class: "term" },
        element("h3", {}, speech.pick(dataset.title, dataset.id)),
        dataset.description === undefined ? null : element("p", { class: "quiet" }, speech.pick(dataset.description, "")),
        element(
          "dl",
          {},
          fact(speech.say("licence"), this.licence(dataset.licence)),
          fact(speech.say("contact"), this.contact(dataset.contact)),
          dataset.owner === undefined ? "" : fact(speech.say("owner"), dataset.owner),
          fact(speech.say("openData"), element("a", { href: `/v1/datasets/${encodeURIComponent(dataset.id)}` }, dataset.id)),
        ),
      );
    });
    this.node.replaceChildren(
      element("h2", { id: "terms" }, speech.say("use")),
      element("p", { class: "quiet" }, speech.say("useLine")),
      element("ul", { class: "term-list" }, ...datasets),
    );
    this.node.hidden = datasets.length === 0;
  }

  private licence(licence: string | undefined): Node | string {
    const link = licence === undefined ? undefined : LICENCES[licence];
    return link === undefined ? (licence ?? this.speech.say("notStated")) : element("a", { href: link, rel: "license noreferrer" }, licence);
  }

  private contact(contact: string | undefined): Node | string {
    return contact === undefined
      ? this.speech.say("notStated")
      : contact.includes("@")
        ? element("a", { href: `mailto:${contact}` }, contact)
        : contact;
  }
}

export function footer(speech: Speech): HTMLElement {
  return element(
    "footer",
    { class: "bottom quiet" },
    element("a", { href: "/openapi" }, speech.say("apiLink")),
    element("a", { href: "/v1/datasets" }, speech.say("datasetsLink")),
    element("span", {}, speech.say("privacy")),
  );
}
