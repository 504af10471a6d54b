import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { button, quiet, table } from "./parts.ts";
import type { Case, Report, SimulationJob, Trial } from "./shapes.ts";
import { count, length, named, points, share } from "./telling.ts";
import { policyFigure } from "./reading.ts";
import { differing, keysOfTried } from "./tried-policy.ts";

/** Where a comparison gets what it compares with. */
export interface Before {
  readonly jobs: readonly SimulationJob[];
  readonly fetch: (job: string) => Promise<SimulationJob>;
  /** Tries what is in force on the same time; absent where there is nothing in force, or the reader may not. */
  readonly order: ((from: string, to: string) => void) | undefined;
}

/** What was tried before beside what was tried now: the rules that differ, and what each costs. */
export class Comparison {
  readonly root = element("div", { class: "comparison" });
  private readonly speech: Speech;
  private readonly found: Case;
  private readonly trial: Trial;
  private readonly job: SimulationJob;
  private readonly report: Report;
  private readonly before: Before;
  private readonly place = element("div", { "aria-live": "polite" });

  constructor(speech: Speech, found: Case, trial: Trial, job: SimulationJob, report: Report, before: Before) {
    this.speech = speech;
    this.found = found;
    this.trial = trial;
    this.job = job;
    this.report = report;
    this.before = before;
    this.draw();
  }

  private draw(): void {
    const { speech, trial, job } = this;
    const others = this.before.jobs.filter((each) => each.state === "done" && each.job !== job.job);
    const isInForce = (each: SimulationJob): boolean => trial.version !== undefined && differing(keysOfTried(each, trial), trial.policy, trial).length === 0;
    const itself = isInForce(job);
    const first = itself ? undefined : (others.find((each) => isInForce(each) && each.from === job.from && each.to === job.to) ?? others.find(isInForce));
    const { order } = this.before;
    const tries =
      itself || trial.version === undefined || order === undefined || (first !== undefined && first.from === job.from && first.to === job.to)
        ? []
        : [button(speech.say("deskCompareOrder", { version: trial.version }), () => order(job.from, job.to), { class: "button no-print", "data-compare": "order" })];
    const select = element(
      "select",
      { class: "field", id: "compare-with" },
      element("option", { value: "" }, speech.say("deskCompareNone")),
      ...others.map((each) => element("option", { value: each.job, selected: each === first }, `${isInForce(each) ? `${speech.say("deskCompareInForce")} · ` : ""}${each.job}`)),
    );
    select.addEventListener("change", () => void this.show(select.value));
    this.root.replaceChildren(
      element("h5", {}, speech.say("deskCompare")),
      others.length === 0 ? quiet(speech.say("deskCompareNothing")) : element("div", { class: "labelled no-print" }, element("label", { for: select.id }, speech.say("deskCompareWith")), select),
      ...tries,
      this.place,
    );
    if (first !== undefined) {
      void this.show(first.job);
    }
  }

  private async show(job: string): Promise<void> {
    this.place.replaceChildren();
    if (job === "") {
      return;
    }
    const other = await this.before.fetch(job).catch(() => undefined);
    this.place.replaceChildren(...(other?.report === undefined ? [quiet(this.speech.say("deskReportAway"))] : this.tables(other, other.report)));
  }

  private tables(other: SimulationJob, before: Report): HTMLElement[] {
    const { speech } = this;
    const elsewhen = other.from !== this.job.from || other.to !== this.job.to;
    return [
      ...(elsewhen ? [quiet(speech.say("deskCompareElsewhen"))] : []),
      table(speech.say("deskCompareTable"), [speech.say("deskWhat"), speech.say("deskBefore"), speech.say("deskAfter"), speech.say("deskCompareChange")], [...this.rules(other), ...this.figures(before)], [1, 2, 3]),
    ];
  }

  private rules(other: SimulationJob): string[][] {
    const { speech, trial } = this;
    const before = keysOfTried(other, trial);
    const after = keysOfTried(this.job, trial);
    return differing(before, after, trial).map((key) => [named(speech, "deskPolicy", key), policyFigure(speech, key, before[key]), policyFigure(speech, key, after[key]), ""]);
  }

  private figures(before: Report): string[][] {
    const { speech, report } = this;
    const shares = (what: string, then: number, now: number): string[] => [what, share(speech, then), share(speech, now), speech.say("deskComparePoints", { points: points(speech, now, then) })];
    const known = (report: Report): Map<string, number> => new Map(report.byResolution.map((each) => [each.resolution, each.withheldShare]));
    const [then, now] = [known(before), known(report)];
    const typical = (report: Report, id: string): number | undefined => report.errors.find((each) => each.quantity === id)?.typical;
    return [
      shares(speech.say("deskCompareWithheld"), before.withheldShare, report.withheldShare),
      ...[...now].flatMap(([resolution, held]) => {
        const earlier = then.get(resolution);
        return earlier === undefined ? [] : [shares(`${speech.say("deskWithheld")}, ${length(speech, resolution)}`, earlier, held)];
      }),
      ...this.found.quantities.flatMap(({ id, name }) => {
        const [was, is] = [typical(before, id), typical(report, id)];
        return was === undefined || is === undefined ? [] : [[`${speech.say("deskTypical")}, ${speech.pick(name, id)}`, count(speech, was), count(speech, is), signed(speech, is - was)]];
      }),
    ];
  }
}

function signed(speech: Speech, difference: number): string {
  return new Intl.NumberFormat(speech.locale, { signDisplay: "exceptZero", maximumFractionDigits: 3 }).format(difference);
}
