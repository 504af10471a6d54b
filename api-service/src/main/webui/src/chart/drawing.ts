import { drawn } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { type Cell, type Gap, type Style, holesOf, runsOf } from "./cells.ts";
import { nights, timeTicks } from "./time-axis.ts";
import type { Normal } from "./normal.ts";
import { COMPASS, SHARE, type Scale, scaleOf } from "./value-axis.ts";
import { type Measured, scaleText, tickText } from "./words.ts";

/** Figures over a stretch of time, as far as they are drawn. */
export interface Figures {
  readonly from: number;
  readonly to: number;
  readonly cells: readonly Cell[];
  readonly style: Style;
  /** Whether not every window is there, but those that make the same curve. */
  readonly sampled?: boolean;
  readonly normal?: Normal | undefined;
}

/** What a chart shows: one series over a stretch of time. */
export interface Content extends Measured, Figures {
  /** What it is of, in words. */
  readonly name: string;
  readonly resolution: string;
}

/** Where things are on a drawing. */
export interface Plot {
  readonly svg: SVGSVGElement;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  x(at: number): number;
  y(value: number): number;
  /** The instant at that distance from the drawing's left edge. */
  at(x: number): number;
}

interface Edges {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Area {
  readonly width: number;
  readonly height: number;
}

interface Size extends Area {
  /** The size of a letter of the page, in pixels. */
  readonly rem: number;
}

let patterns = 0;

/** Draws it in real pixels: letters keep their size, lines their width. */
export function drawPlot(content: Content, size: Size, speech: Speech): Plot {
  const { width, height, rem } = size;
  const room = height - 2.6 * rem;
  const scale = scaleFor(content, Math.max(2, Math.floor(room / (2.6 * rem))));
  // A scale without a figure would be made up.
  const told = content.style !== "line" && content.style !== "bars" ? true : content.cells.some(({ value }) => value !== undefined);
  const labels = scale.ticks.map((tick) => (told ? scaleText(tick, scale.places, content, speech) : ""));
  const left = Math.ceil(Math.max(...labels.map((label) => label.length), 2) * 0.5 * rem + 0.9 * rem);
  const plot = plotOf(content, size, { left, right: width - 0.5 * rem, top: 0.7 * rem, bottom: height - 1.8 * rem }, scale);
  holes(plot, content);
  grid(plot, content, scale, labels, rem, speech);
  usual(plot, content);
  figures(plot, content, scale);
  return plot;
}

/** The figures alone, as small as a word: how it went, without a scale to read it by. */
export function drawSpark(content: Figures, size: Area): Plot {
  const plot = plotOf(content, size, { left: 1, right: size.width - 1, top: 2, bottom: size.height - 2 }, scaleFor(content, 2));
  holes(plot, content);
  figures(plot, content, scaleFor(content, 2));
  return plot;
}

function plotOf(content: Figures, { width, height }: Area, edges: Edges, scale: Scale): Plot {
  const svg = drawn("svg", { class: "chart-drawing", width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true", focusable: "false" });
  const { left, right, top, bottom } = edges;
  const reach = content.to - content.from || 1;
  return {
    svg,
    ...edges,
    x: (at) => left + ((Math.min(content.to, Math.max(content.from, at)) - content.from) / reach) * (right - left),
    y: (value) => bottom - ((Math.min(scale.high, Math.max(scale.low, value)) - scale.low) / (scale.high - scale.low)) * (bottom - top),
    at: (x) => content.from + ((x - left) / Math.max(1, right - left)) * reach,
  };
}

function scaleFor(content: Figures, most: number): Scale {
  if (content.style === "points") {
    return COMPASS;
  }
  if (content.style === "share") {
    return SHARE;
  }
  let lowest = Infinity;
  let highest = -Infinity;
  const hold = (value: number): void => {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  };
  for (const cell of content.cells) {
    if (cell.value !== undefined) {
      hold(cell.low ?? cell.value);
      hold(cell.high ?? cell.value);
      hold(cell.value);
    }
  }
  for (const { hour } of content.normal?.between(content.from, content.to) ?? []) {
    hold(hour.p25);
    hold(hour.p75);
  }
  return lowest > highest ? scaleOf(0, 1, most, true) : scaleOf(lowest, highest, most, content.style === "bars");
}

/** Each reason has its own look: hatched what is missing, dotted what is protected, an empty frame what is not there yet. */
function holes(plot: Plot, content: Figures): void {
  const all = holesOf(content.cells).filter(({ start, end }) => end > content.from && start < content.to);
  if (all.length === 0) {
    return;
  }
  const name = `chart-gap-${patterns++}`;
  const definitions = drawn("defs");
  plot.svg.append(definitions);
  for (const gap of new Set(all.map((hole) => hole.gap))) {
    definitions.append(pattern(`${name}-${gap}`, gap));
  }
  for (const { start, end, gap } of all) {
    const x = plot.x(start);
    const width = Math.max(1.5, plot.x(end) - x);
    plot.svg.append(drawn("rect", { class: `chart-gap ${gap}`, x: x.toFixed(1), y: plot.top, width: width.toFixed(1), height: plot.bottom - plot.top, fill: `url(#${name}-${gap})` }));
  }
}

/** The small picture that a gap of that reason is filled with. */
export function pattern(id: string, gap: Gap): SVGPatternElement {
  const tile = drawn("pattern", { id, class: `chart-tile ${gap}`, width: 8, height: 8, patternUnits: "userSpaceOnUse" });
  tile.append(drawn("rect", { class: "ground", width: 8, height: 8 }));
  if (gap === "missing") {
    tile.append(drawn("path", { class: "mark", d: "M-2 2L2 -2M0 8L8 0M6 10L10 6" }));
  } else if (gap === "protected") {
    tile.append(drawn("circle", { class: "dot", cx: 4, cy: 4, r: 1.6 }));
  }
  return tile;
}

function grid(plot: Plot, content: Content, scale: Scale, labels: readonly string[], rem: number, speech: Speech): void {
  const { svg, left, right, top, bottom } = plot;
  const lines = scale.ticks.map((tick) => `M${left} ${plot.y(tick).toFixed(1)}H${right}`).join("");
  const days = nights(content.from, content.to).map((at) => `M${plot.x(at).toFixed(1)} ${top}V${bottom}`).join("");
  svg.append(drawn("path", { class: "chart-grid", d: lines }), drawn("path", { class: "chart-nights", d: days }));
  scale.ticks.forEach((tick, index) => {
    svg.append(drawn("text", { class: "chart-label", x: left - 0.4 * rem, y: (plot.y(tick) + 0.27 * rem).toFixed(1), "text-anchor": "end" }, labels[index] ?? ""));
  });
  const most = Math.max(2, Math.floor((right - left) / (4.6 * rem)));
  for (const { at, precision } of timeTicks(content.from, content.to, most)) {
    const x = plot.x(at);
    const anchor = x - left < 1.5 * rem ? "start" : right - x < 1.5 * rem ? "end" : "middle";
    svg.append(
      drawn("path", { class: "chart-tick", d: `M${x.toFixed(1)} ${bottom}v${0.3 * rem}` }),
      drawn("text", { class: `chart-label ${precision}`, x: x.toFixed(1), y: (bottom + 1.35 * rem).toFixed(1), "text-anchor": anchor }, tickText(at, precision, speech)),
    );
  }
}

/** What is normal is a quiet background: half of the weeks lay in the band. */
function usual(plot: Plot, content: Figures): void {
  const hours = content.normal?.between(content.from, content.to) ?? [];
  if (hours.length === 0) {
    return;
  }
  const band = hours.map(({ start, end, hour }) => {
    const upper = plot.y(hour.p75);
    return `M${plot.x(start).toFixed(1)} ${upper.toFixed(1)}H${plot.x(end).toFixed(1)}V${Math.max(plot.y(hour.p25), upper + 1).toFixed(1)}H${plot.x(start).toFixed(1)}Z`;
  });
  const middle = hours.map(({ start, end, hour }) => `M${plot.x(start).toFixed(1)} ${plot.y(hour.median).toFixed(1)}H${plot.x(end).toFixed(1)}`);
  plot.svg.append(drawn("path", { class: "chart-usual", d: band.join("") }), drawn("path", { class: "chart-usual-middle", d: middle.join("") }));
}

function figures(plot: Plot, content: Figures, scale: Scale): void {
  switch (content.style) {
    case "points":
      points(plot, content.cells);
      return;
    case "line":
      if (content.cells.some(({ row }) => row.least !== undefined)) {
        boxes(plot, content.cells, scale);
      } else {
        lines(plot, content);
      }
      return;
    default:
      boxes(plot, content.cells, scale);
  }
}

function lines(plot: Plot, content: Figures): void {
  for (const run of runsOf(content.cells, content.sampled === true)) {
    const middle = ({ start, end }: Cell): number => plot.x((start + end) / 2);
    const banded = run.filter((cell) => cell.low !== undefined && cell.high !== undefined);
    const upper = banded.map((cell) => `${middle(cell).toFixed(1)} ${plot.y(cell.high ?? 0).toFixed(1)}`);
    const lower = banded.map((cell) => `${middle(cell).toFixed(1)} ${plot.y(cell.low ?? 0).toFixed(1)}`).reverse();
    if (banded.length > 1) {
      plot.svg.append(drawn("path", { class: "chart-band", d: `M${upper.join("L")}L${lower.join("L")}Z` }));
    } else if (banded.length === 1) {
      plot.svg.append(drawn("path", { class: "chart-whisker", d: `M${upper[0]}L${lower[0]}` }));
    }
    const curve = run.map((cell) => `${middle(cell).toFixed(1)} ${plot.y(cell.value ?? 0).toFixed(1)}`);
    plot.svg.append(drawn("path", { class: run.length === 1 ? "chart-curve alone" : "chart-curve", d: run.length === 1 ? `M${curve[0]}h0.01` : `M${curve.join("L")}` }));
  }
}

/** Bars from zero; of a band that is told in the place of a value, from its lower to its upper bound. */
function boxes(plot: Plot, cells: readonly Cell[], scale: Scale): void {
  const paths = new Map<string, string[]>();
  for (const cell of cells) {
    if (cell.value === undefined) {
      continue;
    }
    const { least, below, quality } = cell.row;
    const from = plot.x(cell.start);
    const breadth = Math.max(1, plot.x(cell.end) - from - 1);
    const foot = plot.y(least ?? 0);
    const head = plot.y(least === undefined ? cell.value : (below ?? scale.high));
    const box = `M${from.toFixed(1)} ${foot.toFixed(1)}V${Math.min(head, foot - (cell.value === 0 ? 0 : 1)).toFixed(1)}h${breadth.toFixed(1)}V${foot.toFixed(1)}Z`;
    const name = `chart-bars ${quality ?? ""}`.trim();
    const known = paths.get(name) ?? [];
    paths.set(name, known);
    known.push(box);
  }
  paths.forEach((boxesOfQuality, name) => plot.svg.append(drawn("path", { class: name, d: boxesOfQuality.join("") })));
  plot.svg.append(drawn("path", { class: "chart-base", d: `M${plot.left} ${plot.y(0).toFixed(1)}H${plot.right}` }));
}

function points(plot: Plot, cells: readonly Cell[]): void {
  const dots = cells.filter(({ value }) => value !== undefined).map(({ start, end, value }) => `M${plot.x((start + end) / 2).toFixed(1)} ${plot.y(value ?? 0).toFixed(1)}h0.01`);
  plot.svg.append(drawn("path", { class: "chart-points", d: dots.join("") }));
}
