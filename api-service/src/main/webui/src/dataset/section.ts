import { element } from "../page/dom.ts";

/** A part of the page under its own heading, that can be linked to. */
export function section(id: string, title: string, ...children: (Node | string | null)[]): HTMLElement {
  return element("section", { class: `part ${id}`, id, "aria-labelledby": `${id}-title` }, element("h2", { id: `${id}-title` }, title), ...children);
}

/** Names and what they are, as a list. What is null is left out. */
export function facts(entries: readonly (readonly [name: string, value: Node | string | null])[]): HTMLElement {
  const shown = entries.filter((entry): entry is readonly [string, Node | string] => entry[1] !== null && entry[1] !== "");
  return element("dl", { class: "facts" }, ...shown.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))));
}
