import { age, clock, figure, moment } from "../page/format.ts";
import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { MessageKey } from "../page/messages.ts";
import { siteLink } from "../page/site.ts";
import { type Day, type Incident, PARTS, type PartName, type PartState, type StatusReport, type Timely, minutesIn, minutesOf, toneOf, uptime } from "./report.ts";

const NAMES: Record<PartName, MessageKey> = { live: "partLive", history: "partHistory", ingest: "partIngest", aggregator: "partAggregator", registry: "partRegistry" };
const MEANINGS: Record<PartName, MessageKey> = { live: "meansLive", history: "meansHistory", ingest: "meansIngest", aggregator: "meansAggregator", registry: "meansRegistry" };
const STATES: Record<PartState["status"], MessageKey> = { up: "stateUp", starting: "stateStarting", down: "stateDown", unknown: "stateUnknown" };
const TIMELY: Record<Timely, MessageKey> = { "on-time": "timelyYes", late: "timelyLate", "not-yet": "timelyNotYet" };
const TONES: Record<PartState["status"], string> = { up: "good", starting: "wait", down: "bad", unknown: "wait" };
const OF_TIMELY: Record<Timely, string> = { "on-time": "good", late: "bad", "not-yet": "wait" };
const MOST_INCIDENTS = 100;

/** Builds the parts of the page from what the service says of itself. */
export class Sections {
  private readonly speech: Speech;

  constructor(speech: Speech) {
    this.speech = speech;
  }

  /** Each part: how it is, since when, and what it means for those who use it. */
  parts(report: StatusReport): HTMLElement {
    const { speech } = this;
    const cards = PARTS.map((part) => {
      const { status, since } = report.parts[part];
      return element(
        "li",
        { class: "part", "data-part": part },
        element("h3", {}, speech.say(NAMES[part])),
        this.sign(TONES[status], speech.say(STATES[status])),
        since === undefined ? null : element("p", { class: "quiet figures" }, speech.say("statusSince", { time: moment(Date.parse(since), speech) })),
        element("p", { class: "quiet" }, speech.say(MEANINGS[part])),
      );
    });
    return section("parts", speech.say("statusParts"), element("ul", { class: "parts" }, ...cards));
  }

  /** The way from ingest to here, tried by the platform itself; and what that does not try. */
  heartbeat({ heartbeat }: StatusReport): HTMLElement {
    const { speech } = this;
    const { status, seconds, within } = heartbeat;
    const words =
      seconds === undefined || within === undefined
        ? speech.say("heartbeatNotYet")
        : speech.say("heartbeatAge", { age: this.length(seconds), within: this.within(within) });
    return section(
      "heartbeat",
      speech.say("statusHeartbeat"),
      element("p", { class: "heartbeat figures" }, this.sign(OF_TIMELY[status], speech.say(TIMELY[status])), " ", words),
      element("p", { class: "quiet" }, speech.say("heartbeatShows")),
      element("p", { class: "quiet" }, speech.say("heartbeatNot")),
    );
  }

  /** Bars for people who see, and the same as a table. */
  days({ days, recordedFrom }: StatusReport): HTMLElement {
    const { speech } = this;
    const rows = PARTS.map((part) =>
      element(
        "div",
        { class: "bars-row" },
        element("span", { class: "bars-name" }, speech.say(NAMES[part])),
        element("span", { class: "bars-share figures" }, this.share(uptime(days, part))),
        element("div", { class: "bars", "aria-hidden": "true" }, ...days.map((day) => this.bar(day, part))),
      ),
    );
    const legend = (["good", "amiss", "bad", "unseen"] as const).map((tone) =>
      element("span", {}, element("span", { class: "bar", "data-tone": tone, "aria-hidden": "true" }), speech.say(({ good: "toneGood", amiss: "toneAmiss", bad: "toneBad", unseen: "toneUnseen" } as const)[tone])),
    );
    return section(
      "days",
      speech.say("statusDays", { count: days.length }),
      element("p", { class: "quiet" }, recordedFrom === undefined ? speech.say("recordedNothing") : speech.say("recordedFrom", { time: moment(Date.parse(recordedFrom), speech) })),
      element("div", { class: "bars-all" }, ...rows),
      element("p", { class: "legend-row quiet" }, ...legend),
      this.dayTable(days),
    );
  }

  datasets({ datasets, at }: StatusReport): HTMLElement {
    const { speech } = this;
    const rows = datasets.map(({ dataset, title, status, within, publishedAt }) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, element("a", { href: siteLink(`/datasets/${encodeURIComponent(dataset)}`) }, speech.pick(title, dataset))),
        element("td", {}, this.sign(OF_TIMELY[status], speech.say(TIMELY[status]))),
        element("td", { class: "figures" }, publishedAt === undefined ? "–" : age(Date.parse(publishedAt), Date.parse(at), speech)),
        element("td", { class: "figures" }, speech.say("expectedWithin", { time: this.within(within) })),
      ),
    );
    const heads = [speech.say("columnDataset"), speech.say("columnTimely"), speech.say("columnNewest"), speech.say("columnExpected")];
    return section(
      "datasets",
      speech.say("statusDatasets"),
      rows.length === 0 ? element("p", { class: "quiet" }, speech.say("empty")) : table(speech.say("tableOf", { name: speech.say("statusDatasets") }), heads, rows),
    );
  }

  incidents(report: StatusReport): HTMLElement {
    const { speech } = this;
    const newest = [...report.incidents].reverse().slice(0, MOST_INCIDENTS);
    const rows = newest.map((incident) =>
      element(
        "tr",
        {},
        element("th", { scope: "row", class: "figures" }, moment(Date.parse(incident.from), speech)),
        element("td", {}, this.what(incident)),
        element("td", { class: "figures" }, incident.to === undefined ? speech.say("stillGoing") : this.length(minutesOf(incident, report.at) * 60)),
      ),
    );
    const heads = [speech.say("columnBegan"), speech.say("columnWhat"), speech.say("columnLasted")];
    const left = report.incidents.length - newest.length;
    return section(
      "incidents",
      speech.say("statusIncidents"),
      rows.length === 0 ? element("p", {}, speech.say("noIncidents", { count: report.days.length })) : table(speech.say("tableOf", { name: speech.say("statusIncidents") }), heads, rows),
      left > 0 ? element("p", { class: "quiet" }, speech.say("moreIncidents", { count: left })) : null,
      element("p", { class: "quiet" }, speech.say("incidentsHow")),
    );
  }

  private what({ what, part }: Incident): string {
    return what === "unseen" || part === undefined ? this.speech.say("incidentUnseen") : this.speech.say("incidentTrouble", { part: this.speech.say(NAMES[part]) });
  }

  private bar(day: Day, part: PartName): HTMLElement {
    const node = element("span", { class: "bar", "data-tone": toneOf(day[part]) });
    node.title = `${this.dayName(day.day)}: ${this.shareWords(day, part)}`;
    return node;
  }

  private dayTable(days: readonly Day[]): HTMLElement {
    const { speech } = this;
    const heads = [speech.say("columnDay"), ...PARTS.map((part) => speech.say(NAMES[part]))];
    const rows = [...days]
      .reverse()
      .map((day) => element("tr", {}, element("th", { scope: "row", class: "figures" }, this.dayName(day.day)), ...PARTS.map((part) => element("td", { class: "figures" }, this.shareWords(day, part)))));
    return element("details", { class: "as-table" }, element("summary", {}, speech.say("asTable")), table(speech.say("tableOf", { name: speech.say("statusDays", { count: days.length }) }), heads, rows));
  }

  private shareWords(day: Day, part: PartName): string {
    const { seen, up } = day[part];
    if (seen === 0) {
      return this.speech.say("toneUnseen");
    }
    const amiss = seen - up;
    return amiss === 0 ? this.share(1) : `${this.share(up / seen)} (${this.length(amiss * 60)})`;
  }

  /** Never rounded up to whole: 100 % means that nothing was amiss. */
  private share(share: number | undefined): string {
    if (share === undefined) {
      return "–";
    }
    const percent = share === 1 ? 100 : Math.min(99.99, Math.floor(share * 10_000) / 100);
    return `${figure(percent, share === 1 ? 0 : 2, this.speech)}\u00a0%`;
  }

  private dayName(day: string): string {
    return new Intl.DateTimeFormat(this.speech.locale, { day: "numeric", month: "short" }).format(new Date(`${day}T12:00:00`));
  }

  private within(duration: string): string {
    return this.length(minutesIn(duration) * 60);
  }

  /** A length of time in its two largest words at most. */
  private length(seconds: number): string {
    const { speech } = this;
    if (seconds < 120) {
      return speech.say("lengthSeconds", { count: seconds });
    }
    const minutes = Math.round(seconds / 60);
    if (minutes < 120) {
      return speech.say("lengthMinutes", { count: minutes });
    }
    const hours = Math.floor(minutes / 60);
    return hours < 72 ? speech.say("lengthHours", { hours, minutes: minutes % 60 }) : speech.say("lengthDays", { count: Math.round(hours / 24) });
  }

  private sign(tone: string, words: string): HTMLElement {
    return element("span", { class: "sign", "data-tone": tone }, words);
  }
}

/** "kl. 14.03". */
export function atTime(at: number, speech: Speech): string {
  return clock(at, speech);
}

function section(id: string, title: string, ...children: (Node | null)[]): HTMLElement {
  return element("section", { "aria-labelledby": `of-${id}`, "data-section": id }, element("h2", { id: `of-${id}` }, title), ...children);
}

function table(name: string, heads: readonly string[], rows: readonly HTMLElement[]): HTMLElement {
  return element(
    "div",
    { class: "table-frame", role: "region", tabindex: "0", "aria-label": name },
    element("table", {}, element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))), element("tbody", {}, ...rows)),
  );
}
