import { element } from "../page/dom.ts";
import { problemDetail } from "../page/states.ts";
import { base64OfFile } from "./bytes.ts";
import { awaiting } from "./awaiting.ts";
import type { Desk } from "./console-page.ts";
import { FieldProblems } from "./field-problems.ts";
import { type Applied, type Mistake, type RegistryFile, apply, mistakes } from "./inner.ts";
import { type RowReport, rowReports, template } from "./onboarding.ts";
import { button, number, tag } from "./words.ts";

const MOST_SHOWN = 500;
const LARGEST = 10 * 1024 * 1024;

interface Around {
  /** What has to be registered with the table, such as a profile of one's own. */
  before(): readonly RegistryFile[];
  /** What is made of them, such as a dataset. */
  after(): readonly RegistryFile[];
  chosen(): { tenant: string; source: string; profile: string };
}

/** Many devices at once: a table is looked at, each row is told of, and then all of it is registered or nothing. */
export class ImportPanel {
  private readonly desk: Desk;
  private readonly around: Around;
  private readonly report = element("div", { class: "import-report" });
  private readonly told = element("p", { role: "status" });
  private readonly problems: FieldProblems;

  constructor(desk: Desk, body: HTMLElement, around: Around) {
    const { speech } = desk;
    this.desk = desk;
    this.around = around;
    this.problems = new FieldProblems(body);
    const file = element("input", { class: "field", id: "table", type: "file", accept: ".csv,.xlsx,text/csv" });
    file.addEventListener("change", () => {
      const chosen = file.files?.[0];
      if (chosen !== undefined) {
        void this.look(chosen);
      }
    });
    body.append(
      element(
        "div",
        { class: "import" },
        element("p", { class: "quiet" }, speech.say("importWhy")),
        element("div", { class: "import-row" }, element("div", { class: "labelled" }, element("label", { for: "table" }, speech.say("table")), file), button(speech.say("template"), () => this.template())),
        this.told,
        this.report,
      ),
    );
  }

  private template(): void {
    const { tenant, source, profile } = this.around.chosen();
    const link = element("a", { href: URL.createObjectURL(new Blob([template(tenant, source, profile)], { type: "text/csv" })), download: "sensors.csv" });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  private async look(file: File): Promise<void> {
    const { speech } = this.desk;
    this.report.replaceChildren();
    if (file.size > LARGEST) {
      this.told.textContent = speech.say("tableTooLarge");
      return;
    }
    this.told.textContent = speech.say("lookingAtTable", { name: file.name });
    const csv = file.name.toLowerCase().endsWith(".xlsx") ? undefined : await file.text();
    const files = [...this.around.before(), { name: file.name, data: await base64OfFile(file) }, ...this.around.after()];
    this.problems.clear();
    try {
      const would = await apply(files, true);
      this.show(file.name, csv, would, []);
      const send = button(speech.say("registerAll"), () => void this.send(send, files, file.name, csv), { class: "button main-action", "data-register": true });
      this.report.prepend(send);
    } catch (failure) {
      const wrong = mistakes(speech, failure);
      if (wrong.length === 0) {
        this.told.textContent = problemDetail(speech, failure);
      } else {
        this.show(file.name, csv, undefined, this.problems.show(wrong, files));
      }
    }
  }

  private show(name: string, csv: string | undefined, applied: Applied | undefined, wrong: readonly Mistake[]): void {
    const { speech } = this.desk;
    const its = wrong.filter(({ file }) => file === name);
    const rows = rowReports(csv, { changes: applied?.changes ?? [], mistakes: its });
    const count = (state: RowReport["state"]): string => number(speech, rows.filter((row) => row.state === state).length);
    this.told.textContent =
      applied === undefined
        ? speech.say("tableWrong", { wrong: count("mistake") })
        : speech.say("tableRight", { created: count("created"), changed: count("changed"), unchanged: number(speech, applied.unchanged) });
    const elsewhere = wrong.filter(({ file }) => file !== name).map(({ file, message }) => `${file}: ${message}`);
    const worst = [...rows].sort((a, b) => Number(b.state === "mistake") - Number(a.state === "mistake"));
    this.report.replaceChildren(
      ...elsewhere.map((each) => element("p", { class: "notice" }, each)),
      awaiting(speech, applied?.proposals ?? []) ?? "",
      element(
        "table",
        { class: "rows" },
        element("caption", { class: "unseen" }, speech.say("rowReport")),
        element("thead", {}, element("tr", {}, ...[speech.say("row"), speech.say("sensor"), speech.say("outcome")].map((each) => element("th", { scope: "col" }, each)))),
        element("tbody", {}, ...worst.slice(0, MOST_SHOWN).map((row) => this.row(row, applied))),
      ),
      ...(rows.length > MOST_SHOWN ? [element("p", { class: "quiet small" }, speech.say("moreRows", { count: number(speech, rows.length - MOST_SHOWN) }))] : []),
    );
  }

  private row(row: RowReport, applied: Applied | undefined): HTMLElement {
    const { speech } = this.desk;
    const isDone = applied?.dryRun === false;
    const words = {
      created: isDone ? "doneCreated" : "changeCreated",
      changed: isDone ? "doneChanged" : "changeChanged",
      unchanged: applied === undefined ? "rowWaits" : "rowUnchanged",
      mistake: "rowMistake",
    } as const;
    const kinds = { created: "good", changed: "good", unchanged: "plain", mistake: "bad" } as const;
    return element(
      "tr",
      { "data-row": row.state },
      element("td", { class: "figures" }, row.line === 0 ? "" : String(row.line)),
      element("td", {}, element("code", {}, row.id)),
      element("td", {}, tag(speech.say(words[row.state]), kinds[row.state]), ...row.messages.map((each) => element("p", { class: "small" }, each))),
    );
  }

  private async send(by: HTMLButtonElement, files: readonly RegistryFile[], name: string, csv: string | undefined): Promise<void> {
    const { speech } = this.desk;
    by.disabled = true;
    by.textContent = speech.say("registering");
    try {
      const made = await apply(files, false, speech.say("registeredFromConsole"));
      this.desk.registry.forget();
      this.show(name, csv, made, []);
      this.told.textContent = speech.say("allRegistered", { count: number(speech, made.changes.filter(({ kind }) => kind === "sensor").length) });
      this.report.prepend(element("p", {}, element("a", { class: "button", href: this.desk.link("devices", { state: "never" }) }, speech.say("watchThem"))));
    } catch (failure) {
      by.disabled = false;
      by.textContent = speech.say("registerAll");
      this.told.textContent = problemDetail(speech, failure);
    }
  }
}
