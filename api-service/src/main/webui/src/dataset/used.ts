import { type Read, type Usage, type UsageDay, fetchUsage } from "../api/details.ts";
import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { section } from "./section.ts";

/** How much it is used, by day. */
export function used(dataset: string, speech: Speech): HTMLElement {
  const body = element("div");
  void fetchUsage(dataset).then(
    (usage) => body.replaceChildren(usage.days.length === 0 ? element("p", {}, speech.say("usedNone")) : table(usage, speech)),
    () => body.replaceChildren(element("p", { class: "quiet" }, speech.say("usedAway"))),
  );
  return section("used", speech.say("usedHead"), element("p", { class: "quiet" }, speech.say("usedLine")), body);
}

function table(usage: Usage, speech: Speech): HTMLElement {
  const day = new Intl.DateTimeFormat(speech.locale, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
  const heads = (["usedDay", "usedLatest", "usedHistory", "usedFiles", "usedLive"] as const).map((key) => element("th", { scope: "col" }, speech.say(key)));
  const rows = [...usage.days].reverse().map((one) => {
    const cells = [one.latest, history(one), one.files, one.live].map((read) => element("td", {}, told(read, usage.fewest, speech)));
    return element("tr", {}, element("th", { scope: "row" }, day.format(Date.parse(one.day))), ...cells);
  });
  const all = element("table", { class: "figures used-table" }, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows));
  return element("div", { class: "scrolled", tabindex: "0", role: "group", "aria-label": speech.say("usedHead") }, all);
}

/** Requests of all formats together; where too few were counted of each, that is all that is known. */
function history({ windows }: UsageDay): Read {
  const counted = Object.values(windows).filter(({ requests }) => requests !== undefined);
  return counted.length === 0 ? { fewerThan: 0 } : { requests: counted.reduce((sum, { requests = 0 }) => sum + requests, 0) };
}

function told(read: Read, fewest: number, speech: Speech): string {
  const count = read.requests ?? read.connections;
  return count === undefined ? speech.say("usedFewer", { count: read.fewerThan || fewest }) : count.toLocaleString(speech.locale);
}
