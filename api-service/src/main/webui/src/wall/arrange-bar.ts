import { element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { type Layout, MOST_PLACES, PANELS, THEMES, USUAL, toggled, withPanel, without } from "./layout.ts";
import { panelName, placeName, themeName } from "./words.ts";
import type { City } from "../city/city.ts";

/** The tools that are for the whole wall: which panels, themes and places, and the link that shares it. */
export class ArrangeBar {
  readonly node = element("section", { class: "arrange", hidden: true });
  private readonly said = element("p", { class: "quiet", role: "status" });
  private readonly city: City;
  private readonly speech: Speech;
  private readonly change: (layout: Layout) => void;

  constructor(city: City, speech: Speech, change: (layout: Layout) => void) {
    this.city = city;
    this.speech = speech;
    this.change = change;
    this.node.setAttribute("aria-label", speech.say("wallArrange"));
  }

  /** Reads aloud what was done. */
  tell(words: string): void {
    write(this.said, words);
  }

  show(layout: Layout): void {
    const focused = this.node.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["choice"] : undefined;
    this.node.replaceChildren(this.panels(layout), this.themes(layout), this.places(layout), this.rest(layout), this.said);
    if (focused !== undefined) {
      const again = this.node.querySelector<HTMLElement>(`[data-choice="${CSS.escape(focused)}"]`) ?? this.node.querySelector<HTMLElement>("input, button");
      again?.focus();
    }
  }

  private panels(layout: Layout): HTMLElement {
    const choices = PANELS.map((panel) => {
      const isThere = layout.panels.some((one) => one.panel === panel);
      return this.choice(`panel-${panel}`, panelName(panel, this.speech), isThere, () => (isThere ? without(layout, panel) : withPanel(layout, panel)));
    });
    return this.group("wallPanels", choices);
  }

  private themes(layout: Layout): HTMLElement {
    const known = THEMES.filter((theme) => layout.themes.includes(theme) || [...this.city.places.values()].some(({ series }) => series.some((one) => one.theme === theme)));
    const all = this.choice("theme-all", this.speech.say("wallAllThemes"), layout.themes.length === 0, () => ({ ...layout, themes: [] }));
    const choices = known.map((theme) =>
      this.choice(`theme-${theme}`, themeName(theme, this.speech), layout.themes.includes(theme), () => ({ ...layout, themes: toggled(layout.themes, theme) })),
    );
    return this.group("wallThemes", [all, ...choices]);
  }

  private places(layout: Layout): HTMLElement {
    const names = [...this.city.places.values()].map(({ place }) => ({ id: place.id, name: this.speech.pick(place.name, place.id) })).sort((a, b) => a.name.localeCompare(b.name, "da"));
    const input = element("input", { type: "text", class: "find-place", id: "wall-place", list: "wall-places", autocomplete: "off", "data-choice": "place", placeholder: this.speech.say("wallAddPlace"), disabled: layout.places.length >= MOST_PLACES });
    input.addEventListener("change", () => {
      const found = names.find(({ name }) => name.toLocaleLowerCase("da") === input.value.trim().toLocaleLowerCase("da"));
      if (found === undefined) {
        this.tell(this.speech.say("findNothing", { text: input.value }));
      } else if (!layout.places.includes(found.id)) {
        this.change({ ...layout, places: [...layout.places, found.id] });
      }
    });
    const chosen = layout.places.map((place) =>
      this.choice(`place-${place}`, placeName(this.city, place, this.speech), true, () => ({ ...layout, places: toggled(layout.places, place) })),
    );
    return this.group("wallPlaces", [
      ...(chosen.length === 0 ? [element("span", { class: "quiet" }, this.speech.say("wallAllPlaces"))] : chosen),
      element("label", { class: "unseen", for: "wall-place" }, this.speech.say("wallAddPlace")),
      input,
      element("datalist", { id: "wall-places" }, ...names.map(({ name }) => element("option", { value: name }))),
    ]);
  }

  private rest(layout: Layout): HTMLElement {
    const copy = this.button("copy", this.speech.say("wallCopy"), () => void this.copy());
    return this.group("wallLink", [
      this.choice("bare", this.speech.say("wallBare"), layout.bare, () => ({ ...layout, bare: !layout.bare })),
      copy,
      this.button("usual", this.speech.say("wallUsual"), () => this.change(USUAL)),
    ]);
  }

  private async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(location.href);
      this.tell(this.speech.say("wallCopied"));
    } catch {
      // Without a secure connection no page may; the link stands in the address bar.
      this.tell(this.speech.say("wallNotCopied"));
    }
  }

  private group(name: "wallPanels" | "wallThemes" | "wallPlaces" | "wallLink", children: readonly HTMLElement[]): HTMLElement {
    return element("div", { class: "arrange-group", role: "group", "aria-label": this.speech.say(name) }, element("span", { class: "arrange-name", "aria-hidden": "true" }, this.speech.say(name)), ...children);
  }

  private choice(id: string, text: string, chosen: boolean, next: () => Layout): HTMLElement {
    const node = this.button(id, text, () => this.change(next()));
    node.setAttribute("aria-pressed", String(chosen));
    return node;
  }

  private button(id: string, text: string, act: () => void): HTMLElement {
    const node = element("button", { class: "button", type: "button", "data-choice": id }, text);
    node.addEventListener("click", act);
    return node;
  }
}
