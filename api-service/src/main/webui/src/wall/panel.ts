import { drawn, element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { MessageKey } from "../page/messages.ts";
import type { PanelName, Placed } from "./layout.ts";
import { fit } from "./lines.ts";
import { panelName } from "./words.ts";

/** What is done to a panel when the wall is arranged. */
export type Arranging =
  | { readonly kind: "move"; readonly by: number }
  | { readonly kind: "size"; readonly columns: number; readonly rows: number }
  | { readonly kind: "remove" };

export interface PanelListener {
  arrange(panel: PanelName, change: Arranging): void;
  /** Dragged over that point of the screen. */
  dragged(panel: PanelName, x: number, y: number): void;
  table(panel: PanelName): void;
}

/** On a phone a panel grows with what it has; more than this is behind its table. */
const MOST_ON_A_PHONE = 8;
const MOST_ON_A_WALL = 60;
const phone = matchMedia("(max-width: 48rem)");

/** A framed part of the wall: title, content that fits, how much did not, and the tools to arrange it. */
export class Panel {
  readonly node: HTMLElement;
  readonly name: PanelName;
  private readonly count = element("span", { class: "panel-count figures" });
  private readonly body = element("div", { class: "panel-body" });
  private readonly note = element("p", { class: "panel-note", hidden: true });
  private readonly rest = element("button", { class: "panel-rest", type: "button" });
  private readonly tools: HTMLElement;
  private readonly content: HTMLElement;
  private readonly speech: Speech;
  private readonly listener: PanelListener;
  private placed: Placed;

  constructor(placed: Placed, content: HTMLElement, speech: Speech, listener: PanelListener) {
    this.placed = placed;
    this.name = placed.panel;
    this.content = content;
    this.speech = speech;
    this.listener = listener;
    this.tools = this.makeTools();
    const title = `panel-${placed.panel}`;
    this.body.append(this.note, content);
    this.rest.addEventListener("click", () => listener.table(this.name));
    this.node = element(
      "section",
      { class: `panel panel-of-${placed.panel}`, "aria-labelledby": title, "data-panel": placed.panel },
      element("header", { class: "panel-head" }, element("h2", { id: title }, panelName(placed.panel, speech)), this.count, this.tools),
      this.body,
      element("footer", { class: "panel-foot" }, this.rest),
    );
    this.size(placed);
  }

  size(placed: Placed): void {
    this.placed = placed;
    this.node.style.setProperty("--columns", String(placed.columns));
    this.node.style.setProperty("--rows", String(placed.rows));
    this.node.dataset["size"] = `${placed.columns}x${placed.rows}`;
  }

  /**
   * Says how much there is, and instead of nothing why there is nothing.
   *
   * @param note a calm line above the content
   */
  say(count: string, note: string): void {
    write(this.count, count);
    write(this.note, note);
    this.note.hidden = note === "";
  }

  /** Shows as much as fits, and says how much does not. */
  fit(): void {
    const left = fit(this.content, this.body, phone.matches ? MOST_ON_A_PHONE : MOST_ON_A_WALL);
    write(this.rest, left === 0 ? this.speech.say("wallAsTable") : this.speech.say("wallRest", { count: left }));
    this.rest.classList.toggle("more", left > 0);
  }

  arranging(arranging: boolean): void {
    this.tools.hidden = !arranging;
    this.node.classList.toggle("arranging", arranging);
  }

  focusOn(tool: string | undefined): void {
    this.tools.querySelector<HTMLElement>(`[data-tool="${tool ?? "handle"}"]`)?.focus();
  }

  private makeTools(): HTMLElement {
    const { speech } = this;
    const name = panelName(this.name, speech);
    const tool = (id: string, words: MessageKey, path: string, change: () => Arranging): HTMLElement => {
      const node = element("button", { class: "tool", type: "button", "data-tool": id, "aria-label": speech.say(words, { panel: name }), title: speech.say(words, { panel: name }) }, sign(path));
      node.addEventListener("click", () => this.listener.arrange(this.name, change()));
      return node;
    };
    const sized = (columns: number, rows: number): Arranging => ({ kind: "size", columns: this.placed.columns + columns, rows: this.placed.rows + rows });
    return element(
      "div",
      { class: "tools", role: "group", "aria-label": speech.say("wallArrangePanel", { panel: name }), hidden: true },
      this.handle(name),
      tool("earlier", "wallEarlier", "M12 4L6 10L12 16", () => ({ kind: "move", by: -1 })),
      tool("later", "wallLater", "M8 4L14 10L8 16", () => ({ kind: "move", by: 1 })),
      tool("narrower", "wallNarrower", "M3 10h5M6 7l3 3l-3 3M17 10h-5M14 7l-3 3l3 3", () => sized(-1, 0)),
      tool("wider", "wallWider", "M9 10H3M5 7L2 10l3 3M11 10h6M15 7l3 3l-3 3", () => sized(1, 0)),
      tool("lower", "wallShorter", "M10 3v5M7 6l3 3l3-3M10 17v-5M7 14l3-3l3 3", () => sized(0, -1)),
      tool("taller", "wallTaller", "M10 9V3M7 5l3-3l3 3M10 11v6M7 15l3 3l3-3", () => sized(0, 1)),
      tool("remove", "wallRemove", "M5 5L15 15M15 5L5 15", () => ({ kind: "remove" })),
    );
  }

  /** Taken hold of by pointer, or with the arrow keys; with Shift they make it larger and smaller. */
  private handle(name: string): HTMLElement {
    const { speech, listener } = this;
    const node = element("button", { class: "tool handle", type: "button", "data-tool": "handle", "aria-label": speech.say("wallHandle", { panel: name }), title: speech.say("wallHandleHelp") }, sign("M7 5h.01M13 5h.01M7 10h.01M13 10h.01M7 15h.01M13 15h.01"));
    node.addEventListener("pointerdown", (event) => {
      node.setPointerCapture(event.pointerId);
      this.node.classList.add("held");
    });
    node.addEventListener("pointermove", (event) => {
      if (node.hasPointerCapture(event.pointerId)) {
        listener.dragged(this.name, event.clientX, event.clientY);
      }
    });
    node.addEventListener("lostpointercapture", () => this.node.classList.remove("held"));
    node.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (step === undefined) {
        return;
      }
      event.preventDefault();
      const [across = 0, down = 0] = step;
      listener.arrange(this.name, event.shiftKey ? { kind: "size", columns: this.placed.columns + across, rows: this.placed.rows + down } : { kind: "move", by: across + down });
    });
    return node;
  }
}

function sign(path: string): SVGSVGElement {
  return drawn("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, drawn("path", { d: path }));
}
