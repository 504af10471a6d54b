import { below } from "../api/details.ts";
import { NoAnswer } from "../api/open-api.ts";
import { element } from "./dom.ts";
import type { Speech } from "./language.ts";

/** How those are treated whom a dataset is about, as the service tells it in plain words; the part in the page's language, as text. */
export async function fetchPrivacy(dataset: string, speech: Speech): Promise<HTMLElement[]> {
  const path = below(dataset, "/privacy");
  const response = await fetch(path, { headers: { Accept: "text/html" }, credentials: "omit" });
  if (!response.ok) {
    throw new NoAnswer(response.status, `${path} answered ${response.status}`);
  }
  const told = new DOMParser().parseFromString(bodyOf(await response.text()), "text/html");
  const part = told.querySelector(`section[lang="${speech.language}"]`) ?? told.body;
  return [...part.children].flatMap((child) => copied(child));
}

/** Without the head: that page has a style of its own, which this page's policy forbids and the console would complain of. */
function bodyOf(page: string): string {
  return page.slice(Math.max(0, page.indexOf("<body")));
}

/** What is a heading, a paragraph or a list is made anew, of its text alone. */
function copied(told: Element): HTMLElement[] {
  switch (told.tagName) {
    case "H2":
      return [element("h3", {}, told.textContent)];
    case "P":
      return [element("p", {}, told.textContent)];
    case "UL":
      return [element("ul", {}, ...[...told.children].map((line) => element("li", {}, line.textContent)))];
    default:
      return [];
  }
}
