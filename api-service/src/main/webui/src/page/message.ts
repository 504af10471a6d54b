import { element } from "./dom.ts";

/** A page that has nothing to show, and says why and where to go on. */
export function message(title: string, why: string, ...ways: Node[]): HTMLElement {
  return element("div", { class: "page-message" }, element("h1", {}, title), element("p", { class: "quiet" }, why), element("p", { class: "row" }, ...ways));
}
