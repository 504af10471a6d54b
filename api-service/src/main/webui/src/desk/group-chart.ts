import { drawn, element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { Outcome } from "./shapes.ts";
import { share } from "./telling.ts";

const WIDTH = 640;
const HEIGHT = 200;
const LEFT = 48;
const RIGHT = 16;
const TOP = 12;
const BOTTOM = 30;

/** How much is withheld the larger the smallest group has to be. */
export class GroupChart {
  readonly root: HTMLElement;
  private readonly dots: readonly SVGCircleElement[];
  private readonly rule = drawn("line", { class: "chart-rule", y1: TOP, y2: HEIGHT - BOTTOM });

  constructor(speech: Speech, outcomes: readonly Outcome[]) {
    const x = (index: number): number => LEFT + (outcomes.length < 2 ? 0 : (index / (outcomes.length - 1)) * (WIDTH - LEFT - RIGHT));
    const y = (of: number): number => TOP + (1 - of) * (HEIGHT - TOP - BOTTOM);
    this.dots = outcomes.map((each, index) => drawn("circle", { class: "chart-dot", cx: x(index), cy: y(each.withheldShare), r: 4 }, drawn("title", {}, `k = ${each.smallestGroup}: ${share(speech, each.withheldShare)}`)));
    const line = outcomes.map((each, index) => `${index === 0 ? "M" : "L"}${x(index).toFixed(1)} ${y(each.withheldShare).toFixed(1)}`).join("");
    this.root = element(
      "figure",
      { class: "group-chart" },
      drawn(
        "svg",
        { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": speech.say("deskChartName") },
        ...[0, 0.5, 1].map((of) => drawn("g", {}, drawn("line", { class: "chart-grid", x1: LEFT, x2: WIDTH - RIGHT, y1: y(of), y2: y(of) }), drawn("text", { class: "chart-text", x: LEFT - 8, y: y(of) + 4, "text-anchor": "end" }, share(speech, of)))),
        ...outcomes.map((each, index) => drawn("text", { class: "chart-text", x: x(index), y: HEIGHT - 8, "text-anchor": "middle" }, String(each.smallestGroup))),
        this.rule,
        drawn("path", { class: "chart-line", d: line }),
        ...this.dots,
      ),
      element("figcaption", { class: "quiet small" }, speech.say("deskChartCaption")),
    );
  }

  show(index: number): void {
    this.dots.forEach((dot, place) => dot.setAttribute("class", place === index ? "chart-dot chosen" : "chart-dot"));
    const at = this.dots[index]?.getAttribute("cx") ?? "0";
    this.rule.setAttribute("x1", at);
    this.rule.setAttribute("x2", at);
  }
}
