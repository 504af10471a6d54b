import { dayText } from "./duration.ts";
import { element } from "./dom.ts";
import type { Speech } from "./language.ts";
import type { MessageKey } from "./messages.ts";

const BOTH = " · ";

/** What those who build on data must know, the newest first: so many of them, all are in the feed. */
export function noticeList(speech: Speech, feed: string, most: number, none: MessageKey, inFull = false): HTMLElement {
  const list = element("ul", { class: "notices" });
  void fetch(feed, { credentials: "omit" })
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)))))
    .then((text) => new DOMParser().parseFromString(text, "application/xml"))
    .then((document) => {
      const entries = [...document.getElementsByTagName("entry")].sort((a, b) => told(b, "updated").localeCompare(told(a, "updated"))).slice(0, most);
      list.replaceChildren(...(entries.length === 0 ? [element("li", { class: "quiet" }, speech.say(none))] : entries.map((entry) => line(entry, speech, inFull))));
    })
    .catch(() => list.replaceChildren());
  return list;
}

/** On a dataset's own page its title is not said again, and what changed is said in full. */
function line(entry: Element, speech: Speech, inFull: boolean): HTMLElement {
  const title = own(told(entry, "title"), speech);
  const kind = entry.getElementsByTagName("category")[0]?.getAttribute("term") ?? null;
  const what = inFull ? title.slice(title.lastIndexOf(": ") + 2) : title;
  return element(
    "li",
    { "data-notice": kind },
    element("span", { class: "quiet figures" }, dayText(Date.parse(told(entry, "updated")), speech)),
    inFull ? element("span", {}, element("strong", {}, what.charAt(0).toUpperCase() + what.slice(1)), " – ", own(told(entry, "summary"), speech)) : element("span", {}, what),
  );
}

/** The feed says everything in Danish and then in English. */
function own(text: string, speech: Speech): string {
  const halves = text.split(BOTH);
  return halves[speech.language === "da" ? 0 : 1] ?? text;
}

function told(entry: Element, name: string): string {
  return entry.getElementsByTagName(name)[0]?.textContent ?? "";
}
