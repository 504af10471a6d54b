import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { Cell } from "./cells.ts";
import type { Content } from "./drawing.ts";
import { remarks, spanText, valueOf, written } from "./words.ts";

/** So many rows are made at once: enough to read, few enough to stay quick. */
const AT_ONCE = 200;

/** The same as a chart, as a table, newest first. It is made when it is opened. */
export class ChartTable {
  readonly node: HTMLDetailsElement;
  private readonly name = element("summary", {});
  private readonly body = element("div", { class: "chart-table", tabindex: "0", role: "group" });
  private readonly speech: Speech;
  private content: Content | undefined;

  constructor(speech: Speech) {
    this.speech = speech;
    this.node = element("details", { class: "chart-details" }, this.name, this.body);
    this.node.addEventListener("toggle", () => this.fill());
  }

  show(content: Content): void {
    const sameSeries = content.name === this.content?.name && content.resolution === this.content.resolution;
    if (sameSeries && this.node.open && (this.body.scrollTop > 0 || this.body.contains(document.activeElement))) {
      // Somebody is reading it.
      return;
    }
    this.content = content;
    this.name.textContent = this.speech.say("chartTable", { count: content.cells.length.toLocaleString(this.speech.locale) });
    this.body.setAttribute("aria-label", content.name);
    this.node.hidden = content.cells.length === 0;
    this.body.replaceChildren();
    this.fill();
  }

  private fill(): void {
    if (!this.node.open || this.content === undefined || this.body.childElementCount > 0) {
      return;
    }
    const { speech, content } = this;
    const banded = content.cells.some(({ low, row }) => low !== undefined && row.least === undefined);
    const heads = [speech.say("chartTime"), speech.say("chartValue"), ...(banded ? [speech.say("chartLow"), speech.say("chartHigh")] : []), speech.say("chartFlags")];
    const rows = element("tbody");
    const more = element("button", { class: "button", type: "button" });
    const newestFirst = [...content.cells].reverse();
    let shown = 0;
    const add = (): void => {
      rows.append(...newestFirst.slice(shown, shown + AT_ONCE).map((cell) => this.row(cell, content, banded)));
      shown = Math.min(shown + AT_ONCE, newestFirst.length);
      more.hidden = shown >= newestFirst.length;
      more.textContent = speech.say("chartTableMore", { count: Math.min(AT_ONCE, newestFirst.length - shown) });
    };
    more.addEventListener("click", add);
    add();
    const head = element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)));
    this.body.append(element("table", { class: "figures" }, element("caption", { class: "unseen" }, content.name), element("thead", {}, head), rows), more);
  }

  private row(cell: Cell, content: Content, banded: boolean): HTMLElement {
    const { speech } = this;
    const figure = (value: number | undefined): HTMLElement => element("td", {}, value === undefined || cell.gap !== undefined ? "" : written(value, content, speech));
    return element(
      "tr",
      { class: cell.gap ?? null },
      element("th", { scope: "row" }, spanText(cell.start, cell.end, content.resolution, speech)),
      element("td", {}, valueOf(cell, content, speech)),
      ...(banded ? [figure(cell.low), figure(cell.high)] : []),
      element("td", {}, remarks(cell.row, speech).join("; ")),
    );
  }
}
