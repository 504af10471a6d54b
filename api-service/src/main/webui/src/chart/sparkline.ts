import { element } from "../page/dom.ts";
import { type Figures, drawSpark } from "./drawing.ts";

const LEAST_WIDTH = 16;

/** A chart as small as a word, beside a figure: how it went. The figures themselves are where it stands, or in a table. */
export class Sparkline {
  readonly node = element("span", { class: "chart-spark", "aria-hidden": "true" });
  private figures: Figures | undefined;
  private drawnFor = "";

  constructor() {
    new ResizeObserver(() => this.draw()).observe(this.node);
  }

  show(figures: Figures): void {
    this.figures = figures;
    this.draw();
  }

  /** Only where something is different: a wall says the same for an hour. */
  private draw(): void {
    const { figures } = this;
    const { clientWidth: width, clientHeight: height } = this.node;
    const known = figures?.cells.filter(({ value }) => value !== undefined).length ?? 0;
    const isDrawn = figures !== undefined && known > 1 && width >= LEAST_WIDTH && height > 0;
    const wanted = isDrawn ? `${width} ${height} ${figures.from} ${figures.cells.map(({ value, gap }) => value ?? gap).join(" ")}` : "";
    if (wanted !== this.drawnFor) {
      this.drawnFor = wanted;
      this.node.replaceChildren(...(isDrawn ? [drawSpark(figures, { width, height }).svg] : []));
    }
  }
}
