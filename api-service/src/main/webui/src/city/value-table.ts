import { type Address, linkTo } from "../page/address.ts";
import { element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { City, Series } from "./city.ts";
import { Rows } from "./rows.ts";
import { gatheredOver, placeName, quantityName, shortValue, shownUnit, whenText } from "./value.ts";

interface Line {
  readonly series: Series;
  readonly row: HTMLTableRowElement;
  readonly value: HTMLElement;
  readonly unit: HTMLElement;
  readonly time: HTMLElement;
}

/** So many rows are made in one go; the rest follow frame by frame, so that the page never stands still. */
const ROWS_AT_ONCE = 80;

/** The same values as a plain table. */
export class ValueTable {
  readonly node: HTMLElement;
  private readonly caption = element("caption");
  private readonly body = element("tbody");
  private readonly lines = new Map<string, Line>();
  private readonly byRow = new Map<Element, Line>();
  private readonly painted = new Rows<Element>((row) => this.paint(this.byRow.get(row)));
  private address: Address;
  private drawnFor = "";
  private drawing = 0;
  private readonly city: City;
  private readonly speech: Speech;

  constructor(city: City, speech: Speech, address: Address) {
    this.city = city;
    this.speech = speech;
    this.address = address;
    const heads = (["columnPlace", "columnQuantity", "columnValue", "columnUnit", "columnTime", "columnDataset"] as const).map((key) =>
      element("th", { scope: "col" }, speech.say(key)),
    );
    this.node = element(
      "div",
      { class: "table-frame", role: "region", tabindex: "0", "aria-label": speech.say("showTable") },
      element("table", {}, this.caption, element("thead", {}, element("tr", {}, ...heads)), this.body),
    );
  }

  show(address: Address): void {
    this.address = address;
    if (address.view !== "table") {
      this.clear();
      return;
    }
    const { dataset } = address;
    const title = dataset === null ? undefined : this.speech.pick(this.city.datasets.get(dataset)?.title, dataset);
    write(this.caption, title === undefined ? this.speech.say("allValues") : this.speech.say("tableCaption", { title }));
    const series = [...this.city.places.values()]
      .flatMap((there) => there.series.map((one) => ({ one, name: placeName(this.city, there.place, this.speech) })))
      .filter(({ one }) => dataset === null || one.dataset === dataset)
      .sort((a, b) => a.name.localeCompare(b.name, "da", { numeric: true }));
    const fingerprint = series.map(({ one }) => one.key).join("/");
    if (fingerprint !== this.drawnFor) {
      this.clear();
      this.drawnFor = fingerprint;
      this.draw(series, ++this.drawing);
    }
  }

  update(changed: ReadonlySet<Series>): void {
    if (this.address.view !== "table") {
      return;
    }
    let unknown = false;
    for (const series of changed) {
      const line = this.lines.get(series.key);
      if (line === undefined) {
        unknown = true;
      } else {
        this.painted.touch(line.row);
      }
    }
    if (unknown) {
      this.show(this.address);
    }
  }

  refresh(): void {
    this.painted.refresh();
  }

  private clear(): void {
    this.painted.clear();
    this.lines.clear();
    this.byRow.clear();
    this.body.replaceChildren();
    this.drawnFor = "";
    this.drawing++;
  }

  private draw(series: readonly { one: Series; name: string }[], drawing: number): void {
    if (drawing !== this.drawing) {
      return;
    }
    for (const { one, name } of series.slice(0, ROWS_AT_ONCE)) {
      const line = this.line(one, name);
      this.body.append(line.row);
      this.painted.watch(line.row);
    }
    const rest = series.slice(ROWS_AT_ONCE);
    if (rest.length > 0) {
      requestAnimationFrame(() => this.draw(rest, drawing));
    } else {
      this.painted.refresh();
    }
  }

  private line(series: Series, name: string): Line {
    const value = element("td", { class: "number figures" });
    const unit = element("td");
    const time = element("td", { class: "figures quiet" });
    const row = element(
      "tr",
      {},
      element("th", { scope: "row" }, element("a", { href: linkTo(this.address, { place: series.place }), "data-place": series.place }, name)),
      element("td", {}, quantityName(this.city, series.quantity, this.speech)),
      value,
      unit,
      time,
      element("td", {}, this.speech.pick(this.city.datasets.get(series.dataset)?.title, series.dataset)),
    );
    const line = { series, row, value, unit, time };
    this.lines.set(series.key, line);
    this.byRow.set(row, line);
    return line;
  }

  private paint(line: Line | undefined): void {
    if (line === undefined) {
      return;
    }
    write(line.value, shortValue(line.series, this.speech));
    write(line.unit, [shownUnit(line.series), gatheredOver(line.series, this.speech)].filter((part) => part !== "").join(" "));
    write(line.time, whenText(line.series, this.city, this.speech));
  }
}
