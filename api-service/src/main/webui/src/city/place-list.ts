import { type Address, linkTo } from "../page/address.ts";
import { element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { City, CityPlace, Series } from "./city.ts";
import { pulse } from "./pulse.ts";
import { Rows } from "./rows.ts";
import { fullValue, gatheredOver, placeName, whenText } from "./value.ts";

interface Row {
  readonly id: string;
  readonly item: HTMLLIElement;
  readonly link: HTMLAnchorElement;
  readonly values: HTMLElement;
  readonly time: HTMLElement;
  readonly name: string;
}

const MOST_VALUES_IN_A_ROW = 3;

/** Every place with its newest values. */
export class PlaceList {
  readonly node: HTMLElement;
  private readonly list = element("ul", { class: "place-list" });
  private readonly heading = element("h2", { class: "side-title", id: "places", tabindex: "-1" });
  private readonly nothing = element("p", { class: "quiet note", role: "status" });
  private readonly rows = new Map<Element, Row>();
  private readonly byPlace = new Map<string, Row>();
  private readonly painted = new Rows<Element>((item, live) => this.paint(this.rows.get(item), live));
  private readonly search: HTMLInputElement;
  private address: Address;
  private drawnFor = "";
  private readonly city: City;
  private readonly speech: Speech;

  constructor(city: City, speech: Speech, address: Address) {
    this.city = city;
    this.speech = speech;
    this.address = address;
    this.search = element("input", { type: "search", class: "search", "aria-label": speech.say("find"), placeholder: speech.say("find") });
    this.search.addEventListener("input", () => this.filter());
    this.node = element(
      "section",
      { class: "places", "aria-labelledby": "places" },
      element("div", { class: "side-head" }, this.heading, this.search),
      this.nothing,
      this.list,
    );
  }

  show(address: Address): void {
    this.address = address;
    const shown = [...this.city.places.values()].filter(({ place, series }) =>
      address.dataset === null ? place.outline === undefined : this.relevant(series).length > 0,
    );
    const fingerprint = `${address.dataset}/${address.quantity}/${shown.map(({ place }) => place.id).join(" ")}`;
    if (fingerprint !== this.drawnFor) {
      this.drawnFor = fingerprint;
      this.draw(shown);
    }
    for (const row of this.rows.values()) {
      row.link.setAttribute("href", linkTo(address, { place: row.id }));
    }
    this.refresh();
  }

  update(changed: ReadonlySet<Series>): void {
    let missing = false;
    const touched = new Set<Row>();
    for (const series of changed) {
      const row = this.byPlace.get(series.place);
      if (row === undefined) {
        missing ||= this.relevant([series]).length > 0;
      } else if (this.relevant([series]).length > 0) {
        touched.add(row);
      }
    }
    touched.forEach((row) => this.painted.touch(row.item));
    if (missing) {
      this.show(this.address);
    }
  }

  refresh(): void {
    this.painted.refresh();
  }

  focusOn(place: string | null): void {
    const link = place === null ? undefined : this.byPlace.get(place)?.link;
    (link ?? this.heading).focus();
  }

  private relevant(series: readonly Series[]): Series[] {
    const { dataset, quantity } = this.address;
    return dataset === null ? [...series] : series.filter((one) => one.dataset === dataset && one.quantity === quantity);
  }

  private draw(shown: readonly CityPlace[]): void {
    this.painted.clear();
    this.rows.clear();
    this.byPlace.clear();
    const named = shown.map(({ place }) => ({ id: place.id, name: placeName(this.city, place, this.speech) }));
    named.sort((a, b) => a.name.localeCompare(b.name, "da", { numeric: true }));
    const items = named.map(({ id, name }) => {
      const values = element("span", { class: "row-values figures" });
      const time = element("span", { class: "row-time quiet figures" });
      const link = element("a", { class: "row", "data-place": id }, element("span", { class: "row-name" }, name), values, time);
      const item = element("li", {}, link);
      const row: Row = { id, item, link, values, time, name };
      this.rows.set(item, row);
      this.byPlace.set(id, row);
      return item;
    });
    this.list.replaceChildren(...items);
    items.forEach((item) => this.painted.watch(item));
    this.filter();
  }

  private filter(): void {
    const text = this.search.value.trim().toLocaleLowerCase(this.speech.locale);
    let found = 0;
    for (const row of this.rows.values()) {
      const fits = row.name.toLocaleLowerCase(this.speech.locale).includes(text);
      row.item.hidden = !fits;
      found += fits ? 1 : 0;
    }
    write(this.heading, found === 1 ? this.speech.say("placesOne") : this.speech.say("placesCount", { count: found }));
    write(this.nothing, found === 0 && text !== "" ? this.speech.say("findNothing", { text: this.search.value.trim() }) : "");
    this.nothing.hidden = this.nothing.textContent === "";
  }

  private paint(row: Row | undefined, live: boolean): void {
    if (row === undefined) {
      return;
    }
    const series = this.relevant(this.city.places.get(row.id)?.series ?? []);
    const newest = series.reduce<Series | undefined>((latest, one) => (latest === undefined || one.at > latest.at ? one : latest), undefined);
    const quiet = series.length > 0 && series.every((one) => this.city.quiet(one));
    let changed = false;
    series.slice(0, MOST_VALUES_IN_A_ROW).forEach((one, index) => {
      changed = this.paintValue(row.values, index, one) || changed;
    });
    while (row.values.childElementCount > Math.min(series.length, MOST_VALUES_IN_A_ROW)) {
      row.values.lastElementChild?.remove();
    }
    if (newest === undefined) {
      write(row.time, this.speech.say("noValue"));
    } else {
      const over = this.address.dataset === null ? "" : gatheredOver(series[0]!, this.speech);
      const more = series.length > MOST_VALUES_IN_A_ROW ? `+${series.length - MOST_VALUES_IN_A_ROW} · ` : "";
      const when = whenText(newest, this.city, this.speech);
      write(row.time, `${more}${over === "" ? "" : `${over} · `}${when}`);
    }
    row.item.classList.toggle("silent", quiet);
    if (live && changed) {
      pulse(row.link, [{ backgroundColor: "var(--accent-soft)" }, { backgroundColor: "transparent" }]);
    }
  }

  private paintValue(values: HTMLElement, index: number, series: Series): boolean {
    let node = values.children[index] as HTMLElement | undefined;
    if (node === undefined) {
      node = element("span", { class: "row-value" });
      values.append(node);
    }
    if (node.dataset["theme"] !== series.theme) {
      node.dataset["theme"] = series.theme;
      node.style.setProperty("--theme", `var(--${series.theme})`);
    }
    return write(node, fullValue(series, this.speech));
  }
}
