import { clock } from "../page/format.ts";
import { element, write } from "../page/dom.ts";
import { Frame } from "../page/frame.ts";
import type { Speech } from "../page/language.ts";
import { samePage } from "../page/site.ts";
import { ArrangeBar } from "./arrange-bar.ts";
import { Cards } from "./cards.ts";
import { type Layout, type PanelName, moved, parametersOf, readLayout, resized, without } from "./layout.ts";
import { Lines } from "./lines.ts";
import { type Arranging, Panel } from "./panel.ts";
import { Reports, type Table, heardWords } from "./reports.ts";
import { TableDialog } from "./table-dialog.ts";
import { Upgrade } from "./upgrade.ts";
import { Watch } from "./watch.ts";
import { panelName } from "./words.ts";

const SECOND_MS = 1_000;
/** The wall is calm: what it says changes this often, however much is heard. */
const PAINT_MS = 4_000;
/** So long without a word, and what is shown is no longer said to be of now. */
const STALE_AFTER_MS = 3 * 60_000;

/** The screen of people on duty: ties what is known to the panels that say it. */
export class WallPage {
  private readonly watch: Watch;
  private readonly reports: Reports;
  private readonly frame: Frame;
  private readonly cards: Cards;
  private readonly lists: Record<Exclude<PanelName, "levels">, Lines> = { unusual: new Lines(), silent: new Lines(), late: new Lines() };
  private readonly panels = new Map<PanelName, Panel>();
  private readonly grid = element("div", { class: "grid" });
  private readonly message = element("div", { class: "wall-message", role: "status" });
  private readonly time = element("time", { class: "wall-time figures" });
  private readonly date = element("span", { class: "wall-date quiet" });
  private readonly state = element("span", { class: "wall-state" });
  private readonly heard = element("span", { class: "wall-heard quiet figures" });
  private readonly simulated = element("span", { class: "simulated", hidden: true });
  private readonly notice = element("p", { class: "wall-notice", role: "status", hidden: true });
  private readonly arrange = element("button", { class: "button", type: "button", "aria-expanded": "false" });
  private readonly bar: ArrangeBar;
  private readonly dialog: TableDialog;
  private readonly upgrade: Upgrade;
  private layout: Layout;
  private isArranging = false;
  private wasLive = true;
  private asked = false;
  private readonly speech: Speech;

  constructor(speech: Speech, root: HTMLElement) {
    this.speech = speech;
    this.layout = readLayout(location.search);
    this.watch = new Watch(this.layout, () => this.paintSoon());
    this.reports = new Reports(this.watch, speech);
    this.cards = new Cards(this.watch.city, speech);
    this.frame = new Frame(speech, root, speech.say("wallTitle"));
    this.bar = new ArrangeBar(this.watch.city, speech, (layout) => this.change(layout));
    this.dialog = new TableDialog(speech);
    this.upgrade = new Upgrade(() => !this.isArranging && !this.dialog.isOpen);
  }

  start(): void {
    const { speech } = this;
    document.documentElement.classList.add("wall");
    write(this.simulated, speech.say("simulated"));
    write(this.arrange, speech.say("wallArrange"));
    this.arrange.addEventListener("click", () => this.toggleArranging());
    this.frame.main.append(
      element("h1", { class: "unseen" }, speech.say("wallTitle")),
      element("div", { class: "wall-top" }, this.time, this.date, this.simulated, element("span", { class: "wall-alive" }, this.state, this.heard), this.arrange),
      this.notice,
      this.bar.node,
      this.message,
      this.grid,
      this.dialog.node,
    );
    this.place();
    this.tick();
    this.paint();
    setInterval(() => this.tick(), SECOND_MS);
    setInterval(() => this.paint(), PAINT_MS);
    addEventListener("resize", () => this.paintSoon());
    addEventListener("popstate", () => this.change(readLayout(location.search), false));
    addEventListener("keydown", (event) => this.key(event));
    this.watch.start();
    this.upgrade.start();
  }

  // What is shown.

  private paintSoon(): void {
    if (!this.asked) {
      this.asked = true;
      requestAnimationFrame(() => {
        this.asked = false;
        this.tick();
        this.paint();
      });
    }
  }

  private paint(): void {
    if (document.hidden) {
      return;
    }
    this.paintMessage();
    const now = Date.now();
    for (const [name, panel] of this.panels) {
      this.paintPanel(name, panel, now);
      panel.fit();
    }
    this.simulated.hidden = !this.watch.simulated;
  }

  private paintPanel(name: PanelName, panel: Panel, now: number): void {
    const { speech, watch } = this;
    const some = (count: number): string => (count === 0 ? "" : String(count));
    if (name === "levels") {
      const levels = watch.levels(now);
      this.cards.show(levels);
      panel.say("", levels.length === 0 ? speech.say("wallNoLevels") : "");
    } else if (name === "unusual") {
      const { groups, known, of } = watch.unusual(now);
      this.lists.unusual.show(this.reports.unusual(groups));
      panel.say(some(groups.length), this.unusualNote(groups.length, known, of));
    } else if (name === "silent") {
      const { groups, count, of } = watch.silent(now);
      this.lists.silent.show(this.reports.silent(groups, now));
      panel.say(some(count), count === 0 ? speech.say("wallNoneSilent", { count: of }) : "");
    } else {
      const fresh = watch.late(now);
      const sources = watch.sourcesNow(now);
      const late = [...(sources ?? []), ...fresh].filter((one) => one.late).length;
      this.lists.late.show([...this.reports.lateSources(sources ?? [], now), ...this.reports.late(fresh, now)]);
      panel.say(some(late), this.reports.onTime(fresh, sources));
    }
  }

  private unusualNote(count: number, known: number, of: number): string {
    const { speech, watch } = this;
    if (watch.normalAnswers === false) {
      return speech.say("wallNormalAway");
    }
    if (known === 0) {
      return speech.say(watch.normalAnswers === undefined ? "wallNormalLoading" : "wallNormalUnknown");
    }
    return count === 0 ? speech.say("wallNoneUnusual", { known, of }) : "";
  }

  private paintMessage(): void {
    const { speech, watch } = this;
    const said = watch.knowing;
    this.grid.hidden = said !== "known";
    this.message.hidden = said === "known";
    if (this.message.dataset["said"] === said) {
      return;
    }
    this.message.dataset["said"] = said;
    const again = element("button", { class: "button", type: "button" }, speech.say("retry"));
    again.addEventListener("click", () => watch.retry());
    const words = { loading: "loading", failed: "failed", empty: "empty", known: "loading" } as const;
    this.message.replaceChildren(element("p", {}, speech.say(words[said])), ...(said === "failed" ? [element("p", { class: "quiet" }, speech.say("failedWhy")), again] : []));
  }

  /** Once a second: the time, and how long ago the city was heard. */
  private tick(): void {
    const { speech, watch } = this;
    const now = Date.now();
    if (write(this.time, clock(now, speech))) {
      write(this.date, new Intl.DateTimeFormat(speech.locale, { timeZone: "Europe/Copenhagen", weekday: "long", day: "numeric", month: "long" }).format(now));
    }
    const isStale = watch.heardAt !== undefined && now - watch.heardAt > STALE_AFTER_MS;
    const state = isStale ? "stale" : watch.live;
    document.documentElement.dataset["live"] = state;
    write(this.state, isStale ? speech.say("wallStale") : speech.say(watch.live));
    write(this.heard, heardWords(watch.heardAt, now, speech));
    this.notice.hidden = state === "live" || state === "connecting" || watch.heardAt === undefined;
    write(this.notice, this.notice.hidden || watch.heardAt === undefined ? "" : speech.say("wallStaleWhy", { time: clock(watch.heardAt, speech) }));
    if (watch.live === "live" && !this.wasLive) {
      void this.upgrade.look();
    }
    this.wasLive = watch.live === "live";
  }

  // How it is arranged.

  private place(): void {
    document.documentElement.classList.toggle("bare", this.layout.bare && !this.isArranging);
    const wanted = new Set(this.layout.panels.map(({ panel }) => panel));
    for (const [name, panel] of this.panels) {
      if (!wanted.has(name)) {
        panel.node.remove();
        this.panels.delete(name);
      }
    }
    this.layout.panels.forEach((placed, index) => {
      const panel = this.panels.get(placed.panel) ?? this.make(placed.panel, index);
      panel.size(placed);
      panel.arranging(this.isArranging);
      if (this.grid.children[index] !== panel.node) {
        this.grid.insertBefore(panel.node, this.grid.children[index] ?? null);
      }
    });
    this.bar.show(this.layout);
  }

  private make(name: PanelName, index: number): Panel {
    const placed = this.layout.panels[index]!;
    const content = name === "levels" ? this.cards.node : this.lists[name].node;
    const panel = new Panel(placed, content, this.speech, {
      arrange: (changed, change) => this.arranged(changed, change),
      dragged: (held, x, y) => this.dragged(held, x, y),
      table: (shown) => this.dialog.show(panelName(shown, this.speech), this.table(shown)),
    });
    this.panels.set(name, panel);
    return panel;
  }

  private table(name: PanelName): Table {
    const { watch, reports } = this;
    const now = Date.now();
    switch (name) {
      case "levels":
        return reports.levelsTable(watch.levels(now));
      case "unusual":
        return reports.unusualTable(watch.unusual(now).groups);
      case "silent":
        return reports.silentTable(watch.silent(now).groups);
      case "late":
        return reports.lateTable(watch.late(now), watch.sourcesNow(now) ?? []);
    }
  }

  private arranged(name: PanelName, change: Arranging): void {
    const at = this.layout.panels.findIndex(({ panel }) => panel === name);
    const focused = (document.activeElement as HTMLElement | null)?.dataset["tool"];
    const { speech } = this;
    const panel = panelName(name, speech);
    if (change.kind === "remove") {
      this.change(without(this.layout, name));
      this.bar.tell(speech.say("wallRemoved", { panel }));
      this.bar.node.querySelector<HTMLElement>(`[data-choice="panel-${name}"]`)?.focus();
      return;
    }
    this.change(change.kind === "move" ? moved(this.layout, name, at + change.by) : resized(this.layout, name, change.columns, change.rows));
    this.panels.get(name)?.focusOn(focused);
    const now = this.layout.panels.findIndex((placed) => placed.panel === name);
    const placed = this.layout.panels[now]!;
    this.bar.tell(
      change.kind === "move"
        ? speech.say("wallMoved", { panel, at: now + 1, of: this.layout.panels.length })
        : speech.say("wallResized", { panel, columns: placed.columns, rows: placed.rows }),
    );
  }

  /** A held panel takes the place of the one it is dragged over. */
  private dragged(held: PanelName, x: number, y: number): void {
    const over = document.elementsFromPoint(x, y).map((node) => (node.closest("[data-panel]") as HTMLElement | null)?.dataset["panel"]).find((name) => name !== undefined);
    const to = this.layout.panels.findIndex(({ panel }) => panel === over);
    if (to >= 0 && over !== held) {
      this.change(moved(this.layout, held, to));
    }
  }

  private change(layout: Layout, isNew = true): void {
    this.layout = layout;
    if (isNew) {
      history.replaceState(null, "", samePage(parametersOf(layout)));
    }
    this.watch.arranged(layout);
    this.place();
    this.paint();
  }

  private toggleArranging(): void {
    this.isArranging = !this.isArranging;
    this.bar.node.hidden = !this.isArranging;
    document.documentElement.classList.toggle("arranged", this.isArranging);
    this.arrange.setAttribute("aria-expanded", String(this.isArranging));
    write(this.arrange, this.speech.say(this.isArranging ? "wallArranged" : "wallArrange"));
    this.place();
    this.paint();
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.isArranging && !this.dialog.isOpen) {
      this.toggleArranging();
      this.arrange.focus();
    }
  }
}
