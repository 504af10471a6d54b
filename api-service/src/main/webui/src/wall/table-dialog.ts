import { element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { Table } from "./reports.ts";

/** So many rows are drawn; a wall is no place to read more. */
const MOST_ROWS = 500;

/** The content of a panel as a plain table, over the wall, until it is closed. */
export class TableDialog {
  readonly node = element("dialog", { class: "wall-table", "aria-labelledby": "wall-table-title" });
  private readonly title = element("h2", { id: "wall-table-title" });
  private readonly body = element("div", { class: "wall-table-body", role: "region", tabindex: "0", "aria-labelledby": "wall-table-title" });
  private readonly speech: Speech;

  constructor(speech: Speech) {
    this.speech = speech;
    const close = element("button", { class: "button", type: "button" }, speech.say("wallClose"));
    close.addEventListener("click", () => this.node.close());
    this.node.append(element("header", {}, this.title, close), this.body);
    this.node.addEventListener("close", () => this.body.replaceChildren());
  }

  get isOpen(): boolean {
    return this.node.open;
  }

  show(title: string, { heads, rows }: Table): void {
    write(this.title, title);
    const shown = rows.slice(0, MOST_ROWS);
    this.body.replaceChildren(
      element(
        "table",
        {},
        element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
        element("tbody", {}, ...shown.map(([first = "", ...others]) => element("tr", {}, element("th", { scope: "row" }, first), ...others.map((text) => element("td", { class: "figures" }, text))))),
      ),
      rows.length === 0 ? element("p", { class: "quiet" }, this.speech.say("wallTableEmpty")) : "",
      rows.length > shown.length ? element("p", { class: "quiet" }, this.speech.say("wallTableRest", { count: rows.length - shown.length })) : "",
    );
    this.node.showModal();
  }
}
