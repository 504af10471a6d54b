import { drawn, element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { MessageKey } from "../page/messages.ts";
import { type BandName, type Cell, type Gap, bandName, cellAt, holesOf } from "./cells.ts";
import { ChartTable } from "./chart-table.ts";
import { type Content, type Plot, drawPlot, pattern } from "./drawing.ts";
import { gapName, gapReason, remarks, spanText, valueOf, written } from "./words.ts";

export type { Content } from "./drawing.ts";

interface Wishes {
  /** In letters of the page. */
  readonly height?: number;
  /** Without a table and a legend, where these would be too much; the page has them elsewhere then. */
  readonly bare?: boolean;
}

const BANDS: Record<BandName, MessageKey> = { spread: "chartBandSpread", range: "chartBandRange", sound: "chartBandSound" };
const GAPS: readonly Gap[] = ["missing", "protected", "not-yet"];
const STRIDE = 24;

/**
 * A series over time: a curve with its band, bars or points; gaps drawn and named by their reason; what is normal as a quiet background.
 * Pointer and arrow keys move a cursor whose reading is told in words, and the same is there as a table.
 */
export class Chart {
  readonly node = element("figure", { class: "chart-figure" });
  private readonly reading = element("p", { class: "chart-reading figures" });
  private readonly area = element("div", { class: "chart-area" });
  private readonly cursor = element("div", { class: "chart-cursor", role: "slider", tabindex: "0", "aria-orientation": "horizontal" });
  private readonly legend = element("ul", { class: "chart-legend" });
  private readonly note = element("p", { class: "chart-note quiet", hidden: true });
  private readonly table: ChartTable | undefined;
  private readonly speech: Speech;
  private readonly height: number;
  private readonly needle = drawn("g", { class: "chart-needle" });
  private content: Content | undefined;
  private plot: Plot | undefined;
  private chosen: number | undefined;
  private drawnWidth = 0;

  constructor(speech: Speech, wishes: Wishes = {}) {
    this.speech = speech;
    this.height = wishes.height ?? 16;
    this.area.append(this.cursor);
    this.node.append(this.reading, this.area);
    if (wishes.bare !== true) {
      this.table = new ChartTable(speech);
      this.node.append(this.legend, this.note, this.table.node);
    }
    this.listen();
    new ResizeObserver(() => {
      if (Math.abs(this.area.clientWidth - this.drawnWidth) >= 1) {
        this.draw();
      }
    }).observe(this.area);
  }

  show(content: Content): void {
    const at = this.chosen === undefined ? undefined : this.content?.cells[this.chosen]?.start;
    this.content = content;
    this.chosen = at === undefined || content.cells.length === 0 ? undefined : cellAt(content.cells, at);
    this.cursor.setAttribute("aria-label", this.speech.say("chartCursor", { name: content.name }));
    this.cursor.setAttribute("aria-valuemin", "0");
    this.cursor.setAttribute("aria-valuemax", String(Math.max(0, content.cells.length - 1)));
    this.draw();
    this.name();
    this.table?.show(content);
  }

  private draw(): void {
    const { content } = this;
    const width = Math.floor(this.area.clientWidth);
    if (content === undefined || width < 40) {
      return;
    }
    this.drawnWidth = width;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    this.plot?.svg.remove();
    this.plot = drawPlot(content, { width, height: Math.round(this.height * rem), rem }, this.speech);
    this.plot.svg.append(this.needle);
    this.area.prepend(this.plot.svg);
    this.point();
  }

  private listen(): void {
    this.cursor.addEventListener("pointermove", (event) => this.follow(event));
    this.cursor.addEventListener("pointerdown", (event) => this.follow(event));
    this.cursor.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse" && document.activeElement !== this.cursor) {
        this.choose(undefined);
      }
    });
    this.cursor.addEventListener("keydown", (event) => this.key(event));
    this.cursor.addEventListener("blur", () => this.choose(undefined));
  }

  private follow(event: PointerEvent): void {
    if (this.plot !== undefined && this.content !== undefined && this.content.cells.length > 0) {
      const x = event.clientX - this.area.getBoundingClientRect().left;
      this.choose(cellAt(this.content.cells, this.plot.at(x)));
    }
  }

  private key(event: KeyboardEvent): void {
    const last = (this.content?.cells.length ?? 0) - 1;
    const at = this.chosen ?? last + 1;
    const to: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      ArrowRight: this.chosen === undefined ? last : at + 1,
      ArrowUp: this.chosen === undefined ? last : at + 1,
      PageUp: at - STRIDE,
      PageDown: at + STRIDE,
      Home: 0,
      End: last,
    };
    const next = to[event.key];
    if (event.key === "Escape") {
      this.choose(undefined);
    } else if (next !== undefined && last >= 0) {
      event.preventDefault();
      this.choose(Math.max(0, Math.min(last, next)));
    }
  }

  private choose(index: number | undefined): void {
    if (index !== this.chosen) {
      this.chosen = index;
      this.point();
    }
  }

  private point(): void {
    const { content, plot } = this;
    const cell = this.chosen === undefined ? undefined : content?.cells[this.chosen];
    if (content === undefined || plot === undefined) {
      return;
    }
    this.needle.replaceChildren();
    const said = cell === undefined ? this.atRest(content) : this.told(cell, content);
    write(this.reading, said);
    const last = content.cells.length - 1;
    this.cursor.setAttribute("aria-valuenow", String(this.chosen ?? Math.max(0, last)));
    this.cursor.setAttribute("aria-valuetext", said);
    if (cell !== undefined) {
      const x = plot.x((cell.start + cell.end) / 2).toFixed(1);
      this.needle.append(drawn("path", { d: `M${x} ${plot.top}V${plot.bottom}` }));
      if (cell.value !== undefined && content.style !== "bars") {
        this.needle.append(drawn("circle", { cx: x, cy: plot.y(cell.value).toFixed(1), r: 4.5 }));
      }
    }
  }

  private atRest(content: Content): string {
    return this.speech.say(content.cells.length === 0 ? "chartEmpty" : "chartHint");
  }

  /** All there is to say of one stretch of time, in one line. */
  private told(cell: Cell, content: Content): string {
    const { speech } = this;
    const parts = [spanText(cell.start, cell.end, content.resolution, speech), valueOf(cell, content, speech)];
    if (cell.gap !== undefined) {
      parts.push(gapReason(cell.gap, speech));
    } else if (cell.low !== undefined && cell.high !== undefined && cell.row.least === undefined) {
      parts.push(speech.say("chartBandOf", { low: written(cell.low, content, speech), high: written(cell.high, content, speech) }));
    }
    const hour = content.normal?.at(cell.start);
    if (hour !== undefined && content.to - content.from < 35 * 86_400_000) {
      parts.push(speech.say("chartNormalIs", { low: written(hour.p25, content, speech), high: written(hour.p75, content, speech) }));
    }
    return [...parts, ...(cell.gap === undefined ? remarks(cell.row, speech) : [])].join(" · ");
  }

  /** Says what is what, as far as it is there. */
  private name(): void {
    const { content, speech } = this;
    if (content === undefined) {
      return;
    }
    const entries: HTMLElement[] = [];
    const entry = (look: string, words: string, why?: string): void => {
      entries.push(element("li", { title: why }, swatch(look), words));
    };
    if (content.cells.some(({ value }) => value !== undefined)) {
      entry(content.style, speech.say("chartMeasured"));
    }
    const band = content.style === "line" ? bandName(content.cells) : undefined;
    if (band !== undefined) {
      entry("band", speech.say(BANDS[band]));
    }
    if ((content.normal?.between(content.from, content.to).length ?? 0) > 0) {
      entry("usual", speech.say("chartNormal"));
    }
    const holes = holesOf(content.cells);
    for (const gap of GAPS.filter((reason) => holes.some((hole) => hole.gap === reason))) {
      const count = holes.filter((hole) => hole.gap === gap).reduce((sum, hole) => sum + hole.count, 0);
      entry(gap, `${gapName(gap, speech)} (${count.toLocaleString(speech.locale)})`, gapReason(gap, speech));
    }
    this.legend.replaceChildren(...entries);
    this.note.hidden = content.sampled !== true;
    write(this.note, content.sampled === true ? speech.say("chartSampled") : "");
  }
}

let swatches = 0;

/** A small picture of how something is drawn. */
function swatch(look: string): SVGSVGElement {
  const svg = drawn("svg", { class: `chart-swatch ${look}`, width: 24, height: 14, viewBox: "0 0 24 14", "aria-hidden": "true" });
  const gap = GAPS.find((reason) => reason === look);
  if (gap !== undefined) {
    const id = `chart-swatch-${swatches++}`;
    svg.append(drawn("defs", {}, pattern(id, gap)), drawn("rect", { class: `chart-gap ${gap}`, x: 0.75, y: 0.75, width: 22.5, height: 12.5, fill: `url(#${id})` }));
  } else if (look === "line") {
    svg.append(drawn("path", { class: "chart-curve", d: "M1 10L8 5L15 8L23 3" }));
  } else if (look === "points") {
    svg.append(drawn("path", { class: "chart-points", d: "M4 9h0.01M12 5h0.01M20 8h0.01" }));
  } else if (look === "bars" || look === "share") {
    svg.append(drawn("path", { class: "chart-bars", d: "M3 13V6h5V13ZM10 13V2h5V13ZM17 13V8h5V13Z" }));
  } else {
    svg.append(drawn("rect", { class: look === "usual" ? "chart-usual" : "chart-band", width: 24, height: 14 }));
  }
  return svg;
}
