import { type Detail, type Manifest, type MonthFile, below, fetchFiles } from "../api/details.ts";
import { stretch } from "../page/format.ts";
import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { MessageKey } from "../page/messages.ts";
import { historyAddress } from "../page/snippets.ts";
import { type Question, asked } from "./question.ts";
import { section } from "./section.ts";

const FORMS: readonly (readonly [format: string, name: MessageKey, why: MessageKey])[] = [
  ["csv", "getCsv", "getCsvWhy"],
  ["parquet", "getParquet", "getParquetWhy"],
  ["geojson", "getGeojson", "getGeojsonWhy"],
  ["json", "getJson", "getJsonWhy"],
];

/** So many months are listed; older ones stand in the manifest. */
const MONTHS = 12;

/** What is shown, and more, as files. */
export class Get {
  readonly node: HTMLElement;
  private readonly forms = element("ul", { class: "forms" });
  private readonly months = element("div", { class: "months" });
  private readonly speech: Speech;
  private shown = "";

  constructor(speech: Speech) {
    this.speech = speech;
    this.node = section("get", speech.say("getHead"), element("p", { class: "quiet" }, speech.say("getLine")), this.forms, element("h3", {}, speech.say("getMonths")), this.months);
  }

  show(question: Question, detail: Detail): void {
    const { speech } = this;
    const asks = asked(question, "");
    const forms = FORMS.map(([format, name, why]) => this.link(historyAddress(asks, { format, limit: "all" }), speech.say(name), speech.say(why)));
    const whole = historyAddress({ ...asks, parameters: { resolution: question.resolution, from: question.span } }, { format: "csv", limit: "all" });
    this.forms.replaceChildren(...forms, this.link(whole, speech.say("getWhole"), speech.say("getWholeWhy")));
    const resolution = detail.resolutions.includes(question.resolution) ? question.resolution : (detail.resolutions[0] ?? "PT1H");
    if (this.shown !== resolution) {
      this.shown = resolution;
      void this.list(detail.id, resolution);
    }
  }

  private link(address: string, name: string, why: string): HTMLElement {
    return element("li", {}, element("a", { class: "form-link", href: address, download: true }, element("strong", {}, name), element("span", { class: "quiet" }, why)));
  }

  private async list(dataset: string, resolution: string): Promise<void> {
    const { speech } = this;
    try {
      const manifest = await fetchFiles(dataset, resolution);
      if (this.shown === resolution) {
        this.months.replaceChildren(...this.files(dataset, manifest));
      }
    } catch {
      this.months.replaceChildren(element("p", { class: "quiet" }, speech.say("getMonthsAway")));
    }
  }

  private files(dataset: string, manifest: Manifest): Node[] {
    const { speech } = this;
    const line = element("p", { class: "quiet" }, speech.say("getMonthsLine", { resolution: stretch(manifest.resolution, speech) }));
    const more = element("p", {}, element("a", { href: below(dataset, `/files?resolution=${manifest.resolution}`) }, speech.say("getManifest")));
    const months = [...new Set(manifest.files.map(({ month }) => month))].sort().reverse().slice(0, MONTHS);
    if (months.length === 0) {
      return [element("p", { class: "quiet" }, speech.say("getMonthsNone"))];
    }
    const rows = months.map((month) => this.month(month, manifest.files.filter((file) => file.month === month)));
    return [line, element("ul", { class: "month-list figures" }, ...rows), more];
  }

  private month(month: string, files: readonly MonthFile[]): HTMLElement {
    const { speech } = this;
    const name = new Intl.DateTimeFormat(speech.locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(Date.parse(`${month}-15`));
    const rows = files.find((file) => file.rows !== undefined)?.rows;
    const told = [speech.say(files[0]?.complete === true ? "monthComplete" : "monthGoing"), ...(rows === undefined ? [] : [speech.say("rowsCount", { count: rows.toLocaleString(speech.locale) })])];
    const links = files.map((file) => element("a", { href: file.href, download: true, "aria-label": `${name}: ${formOf(file)}` }, formOf(file)));
    return element("li", {}, element("span", {}, name), element("span", { class: "quiet" }, told.join(", ")), ...links);
  }
}

function formOf(file: MonthFile): string {
  return file.href.includes(".csv") ? "CSV" : "Parquet";
}
