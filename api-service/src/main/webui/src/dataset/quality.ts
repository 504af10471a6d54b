import type { Detail } from "../api/details.ts";
import { figure, moment, stretch } from "../page/format.ts";
import type { Cell } from "../chart/cells.ts";
import { durationWords } from "../page/duration.ts";
import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { facts, section } from "./section.ts";

/** What the windows of a curve come to. */
export interface Tally {
  readonly all: number;
  readonly measured: number;
  readonly missing: number;
  readonly withheld: number;
  readonly notYet: number;
  readonly readings: number;
  readonly expected: number;
  readonly flagged: number;
  readonly corrected: number;
  readonly noted: number;
  readonly classes: Readonly<Record<string, number>>;
}

export function tally(cells: readonly Cell[]): Tally {
  const gaps = (gap: Cell["gap"]): number => cells.filter((cell) => cell.gap === gap).length;
  const sum = (of: (cell: Cell) => number | undefined): number => cells.reduce((total, cell) => total + (of(cell) ?? 0), 0);
  const classes: Record<string, number> = {};
  for (const { row } of cells) {
    if (row.quality !== undefined) {
      classes[row.quality] = (classes[row.quality] ?? 0) + 1;
    }
  }
  return {
    all: cells.length,
    measured: gaps(undefined),
    missing: gaps("missing"),
    withheld: gaps("protected"),
    notYet: gaps("not-yet"),
    // More than was expected in one window does not make up for less in another.
    readings: sum(({ row }) => (row.expected === undefined ? 0 : Math.min(row.count ?? 0, row.expected))),
    expected: sum(({ row }) => row.expected),
    flagged: sum(({ row }) => row.flagged),
    corrected: cells.filter(({ row }) => (row.revision ?? 1) > 1).length,
    noted: cells.filter(({ row }) => (row.flags ?? []).length > 0).length,
    classes,
  };
}

/** How whole and how fresh it is. */
export class Quality {
  readonly node: HTMLElement;
  private readonly body = element("div");
  private readonly detail: Detail;
  private readonly speech: Speech;

  constructor(detail: Detail, speech: Speech) {
    this.detail = detail;
    this.speech = speech;
    this.node = section("quality", speech.say("qualityHead"), element("p", { class: "quiet" }, speech.say("qualityLine")), this.body);
  }

  show(cells: readonly Cell[], sampled: boolean): void {
    const { speech } = this;
    const told = tally(cells);
    const count = (value: number): string | null => (value === 0 ? null : value.toLocaleString(speech.locale));
    const of = (part: number, all: number): string => `${speech.say("qualityOf", { count: part.toLocaleString(speech.locale), all: all.toLocaleString(speech.locale) })} (${share(part, all, speech)})`;
    const { good = 0, fair = 0, rough = 0 } = told.classes;
    this.body.replaceChildren(
      facts([
        // Of a sample nothing can be counted.
        ...(sampled || told.all === 0
          ? []
          : ([
              [speech.say("qualityMeasured"), of(told.measured, told.all)],
              [speech.say("qualityMissing"), count(told.missing)],
              [speech.say("qualityProtected"), count(told.withheld)],
              [speech.say("qualityNotYet"), count(told.notYet)],
              [speech.say("qualityReadings"), told.expected === 0 ? null : of(told.readings, told.expected)],
              [speech.say("qualityFlagged"), count(told.flagged)],
              [speech.say("qualityCorrected"), count(told.corrected)],
              [speech.say("qualityNoted"), count(told.noted)],
              [speech.say("qualityClass"), good + fair + rough === 0 ? null : speech.say("qualityClasses", { good, fair, rough })],
            ] as const)),
        ...this.fresh(),
      ]),
    );
  }

  private fresh(): (readonly [string, string | null])[] {
    const { speech, detail } = this;
    const through = Object.entries(detail.completeThrough).map(([resolution, at]) => `${stretch(resolution, speech)}: ${moment(Date.parse(at), speech)}`);
    const late = detail.isProtected ? speech.say("qualityOnce") : detail.lateness === undefined ? null : speech.say("qualityLate", { time: durationWords(detail.lateness, speech) });
    return [
      [speech.say("qualityFresh"), detail.updatedAt === undefined ? null : moment(Date.parse(detail.updatedAt), speech)],
      [speech.say("qualityThrough"), through.join("; ")],
      ["", late],
    ];
  }
}

function share(part: number, all: number, speech: Speech): string {
  return `${figure(Math.floor((part / all) * 1000) / 10, 1, speech)}\u00a0%`;
}
