import { element } from "../page/dom.ts";
import { emptyState, loadingState, problemDetail, problemState } from "../page/states.ts";
import { WindowedList } from "../page/windowed-list.ts";
import type { Desk, View } from "./console-page.ts";
import { entryPanel } from "./entry-panel.ts";
import { type QuarantineEntry, quarantine } from "./inner.ts";
import { type Deed, deedPanel } from "./quarantine-deeds.ts";
import { number, when, whyAside, worded } from "./words.ts";

const PAGE = 1_000;
const MOST = 20_000;
const NARROW = matchMedia("(max-width: 40rem)");

/** What could not become readings: how much for which reason, each message with its bytes, and what to do with them. */
export const quarantineView: View = (desk, place, parameters) => {
  const view = new QuarantineView(desk, place, {
    reason: parameters.get("reason") ?? "",
    source: parameters.get("source") ?? "",
    entry: parameters.get("entry"),
  });
  return () => view.close();
};

class QuarantineView {
  private readonly desk: Desk;
  private readonly place: HTMLElement;
  private readonly source: string;
  private readonly reasons = element("div", { class: "reasons" });
  private readonly progress = element("p", { class: "quiet small", role: "status" });
  private readonly deeds = element("div", { class: "deeds" });
  private readonly panel = element("div", { class: "entry-place" });
  private readonly list: WindowedList<QuarantineEntry>;
  private readonly chosen = new Set<string>();
  private entries: QuarantineEntry[] = [];
  private next: string | null = null;
  private reason: string;
  private shown: string | null;
  private closed = false;

  constructor(desk: Desk, place: HTMLElement, wish: { reason: string; source: string; entry: string | null }) {
    this.desk = desk;
    this.place = place;
    this.reason = wish.reason;
    this.source = wish.source;
    this.shown = wish.entry;
    this.list = new WindowedList(desk.speech.say("partQuarantine"), () => (NARROW.matches ? 84 : 52), ({ entry }) => entry, (entry) => this.row(entry));
    place.append(loadingState(desk.speech.say("fetching")));
    void this.read();
  }

  close(): void {
    this.closed = true;
    this.list.close();
  }

  private async read(): Promise<void> {
    const { speech } = this.desk;
    this.entries = [];
    this.next = null;
    try {
      await this.page();
    } catch (failure) {
      this.place.replaceChildren(problemState(speech, failure, () => void this.read()));
      return;
    }
    if (this.entries.length === 0 && this.next === null) {
      this.place.replaceChildren(...this.which(), emptyState(speech.say("nothingSetAside"), speech.say("nothingSetAsideWhy")));
      return;
    }
    this.place.replaceChildren(...this.which(), this.reasons, this.progress, this.deeds, element("div", { class: "two-sides" }, this.list.root, this.panel));
    this.draw();
    this.open(this.shown);
    await this.goOn();
  }

  /** Reads on in the background, as far as a page may hold: the counts by reason are of all that was read. */
  private async goOn(): Promise<void> {
    try {
      while (!this.closed && this.next !== null && this.entries.length < MOST) {
        await this.page();
        this.draw();
      }
    } catch (failure) {
      this.progress.textContent = problemDetail(this.desk.speech, failure);
    }
  }

  private async page(): Promise<void> {
    const answer = await quarantine({ source: this.source }, PAGE, this.next);
    this.entries.push(...answer.entries);
    this.next = answer.next;
  }

  private which(): HTMLElement[] {
    return this.source === ""
      ? []
      : [element("p", { class: "quiet" }, this.desk.speech.say("onlySource", { source: this.source }), " ", element("a", { href: this.desk.link("quarantine") }, this.desk.speech.say("allSources")))];
  }

  private fitting(): QuarantineEntry[] {
    return this.reason === "" ? this.entries : this.entries.filter(({ reason }) => reason === this.reason);
  }

  private draw(): void {
    const { speech } = this.desk;
    this.progress.textContent =
      this.next === null
        ? speech.say("setAsideCount", { count: number(speech, this.entries.length) })
        : this.entries.length >= MOST
          ? speech.say("setAsideTooMany", { count: number(speech, this.entries.length) })
          : speech.say("setAsideReading", { count: number(speech, this.entries.length) });
    this.drawReasons();
    this.list.show(this.fitting());
    this.drawDeeds();
  }

  private drawReasons(): void {
    const counts = new Map<string, number>();
    for (const { reason } of this.entries) {
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset["reason"] : undefined;
    const most = Math.max(1, ...counts.values());
    const sorted = [...counts].sort(([, a], [, b]) => b - a);
    this.reasons.replaceChildren(this.reasonButton("", this.entries.length, most), ...sorted.map(([reason, count]) => this.reasonButton(reason, count, most)));
    if (focused !== undefined) {
      this.reasons.querySelector<HTMLElement>(`[data-reason="${focused}"]`)?.focus();
    }
  }

  private reasonButton(reason: string, count: number, most: number): HTMLElement {
    const { speech } = this.desk;
    const bar = element("span", { class: "reason-bar", "aria-hidden": "true" });
    bar.style.inlineSize = reason === "" ? "0" : `${Math.max(2, (count / most) * 100)}%`;
    const button = element(
      "button",
      { class: "reason panel", type: "button", "aria-pressed": String(reason === this.reason), "data-reason": reason },
      element("span", { class: "reason-name" }, reason === "" ? speech.say("allReasons") : worded(speech, "reason", reason)),
      element("strong", { class: "figures" }, number(speech, count)),
      bar,
    );
    button.addEventListener("click", () => {
      this.reason = reason;
      this.chosen.clear();
      this.draw();
    });
    return button;
  }

  private row(entry: QuarantineEntry): HTMLElement {
    const { speech } = this.desk;
    const open = element(
      "button",
      { class: "entry-row", type: "button", "aria-expanded": "false", "data-entry": entry.entry },
      element("strong", {}, worded(speech, "reason", entry.reason)),
      element("span", { class: "quiet" }, entry.source ?? ""),
      element("span", { class: "entry-detail small quiet" }, whyAside(speech, entry)),
      when(speech, entry.receivedAt),
    );
    open.addEventListener("click", () => this.open(entry.entry));
    if (!this.desk.may("work-on-quarantine")) {
      return open;
    }
    const box = element("input", { type: "checkbox", "aria-label": speech.say("chooseEntry", { entry: entry.entry }) });
    box.checked = this.chosen.has(entry.entry);
    box.addEventListener("change", () => {
      if (box.checked) {
        this.chosen.add(entry.entry);
      } else {
        this.chosen.delete(entry.entry);
      }
      this.drawDeeds();
    });
    return element("div", { class: "entry-line" }, element("label", { class: "entry-box" }, box), open);
  }

  private open(name: string | null): void {
    this.shown = name;
    if (name === null) {
      this.panel.replaceChildren(element("p", { class: "quiet entry-hint" }, this.desk.speech.say("chooseToSee")));
      return;
    }
    this.panel.replaceChildren(entryPanel(this.desk, name, this.entries.find(({ entry }) => entry === name)));
    if (NARROW.matches) {
      this.panel.scrollIntoView({ block: "start" });
    }
  }

  private drawDeeds(): void {
    if (!this.desk.may("work-on-quarantine") || this.deeds.querySelector("[data-works]") !== null) {
      return;
    }
    const deed: Deed =
      this.chosen.size > 0
        ? { entries: [...this.chosen], count: this.chosen.size }
        : { filter: { ...(this.reason === "" ? {} : { reason: this.reason }), ...(this.source === "" ? {} : { source: this.source }) }, count: this.fitting().length };
    const typed = this.deeds.querySelector<HTMLInputElement>("#deed-why")?.value ?? "";
    if (this.deeds.contains(document.activeElement) && document.activeElement?.id === "deed-why") {
      return;
    }
    this.deeds.replaceChildren(
      deedPanel(this.desk, deed, typed, () => {
        this.chosen.clear();
        void this.read();
      }),
    );
  }
}
