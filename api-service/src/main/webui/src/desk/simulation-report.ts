import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { AreaMap } from "./area-map.ts";
import { GroupChart } from "./group-chart.ts";
import { outcomes, ownGroup, policyText } from "./outcomes.ts";
import { quiet, table } from "./parts.ts";
import type { Case, Outcome, Report, SimulationJob } from "./shapes.ts";
import { count, length, named, points, share } from "./telling.ts";
import { differing, keysOfTried } from "./tried-policy.ts";

const MOST_AREAS_LISTED = 100;

/** What a simulation found out; moving the smallest group shows at once what that changes, and where. */
export class SimulationReport {
  readonly root: HTMLElement;
  private readonly speech: Speech;
  private readonly found: Case;
  private readonly job: SimulationJob;
  private readonly report: Report;
  private readonly all: readonly Outcome[];
  private readonly own: Outcome;
  private readonly figure = element("output", { class: "share-figure figures", for: "group-slider", id: "share-figure" });
  private readonly beside = element("p", { class: "share-beside" });
  private readonly tables = element("div", { class: "report-tables" });
  private readonly mapNote = element("p", { class: "quiet" });
  private readonly write = element("div", {});
  private readonly map: AreaMap;
  private readonly chart: GroupChart;

  constructor(speech: Speech, found: Case, job: SimulationJob, report: Report) {
    this.speech = speech;
    this.found = found;
    this.job = job;
    this.report = report;
    const own = ownGroup(job);
    this.all = outcomes(report, own);
    const ownIndex = this.all.findIndex((each) => each.smallestGroup === own);
    this.own = this.all[ownIndex] ?? { smallestGroup: own, withheld: report.withheld, withheldShare: report.withheldShare };
    this.map = new AreaMap(speech, job.areas ?? found.areas, found.places);
    this.chart = new GroupChart(speech, this.all);
    const slider = element("input", { id: "group-slider", type: "range", min: 0, max: this.all.length - 1, step: 1, value: ownIndex, class: "slider", "aria-describedby": "share-figure" });
    slider.addEventListener("input", () => this.show(Number(slider.value), slider));
    const unit = named(speech, "deskUnit", job.order.policy.rules.unit.toLowerCase());
    this.root = element(
      "div",
      { class: "report" },
      element(
        "div",
        { class: "panel report-move" },
        element("label", { for: "group-slider" }, speech.say("deskMove", { unit })),
        slider,
        element("div", { class: "share" }, this.figure, this.beside),
      ),
      element("div", { class: "report-views" }, element("div", {}, element("h5", {}, speech.say("deskMapTitle")), this.map.root, this.mapNote), element("div", {}, element("h5", {}, speech.say("deskChartTitle")), this.chart.root)),
      this.tables,
      this.write,
      quiet(speech.say("deskReportInside")),
    );
    this.show(ownIndex, slider);
  }

  private show(index: number, slider: HTMLInputElement): void {
    const { speech } = this;
    const chosen = this.all[index] ?? this.own;
    slider.setAttribute("aria-valuetext", speech.say("deskMoveValue", { group: chosen.smallestGroup, share: share(speech, chosen.withheldShare) }));
    this.figure.textContent = share(speech, chosen.withheldShare);
    this.beside.replaceChildren(
      element("strong", {}, speech.say("deskWithheldWith", { group: chosen.smallestGroup })),
      element("span", { class: "quiet" }, ` ${this.compared(chosen)}`),
    );
    this.chart.show(index);
    this.map.show(chosen.byArea ?? []);
    this.map.root.classList.toggle("unknown", chosen.byArea === undefined);
    this.mapNote.textContent = chosen.byArea === undefined ? speech.say("deskNotByArea") : "";
    this.tables.replaceChildren(...this.details(chosen));
    this.write.replaceChildren(...this.writing(chosen));
  }

  private compared(chosen: Outcome): string {
    const { speech } = this;
    const all = speech.say("deskOfLeaves", { withheld: count(speech, chosen.withheld), leaves: count(speech, this.report.leaves) });
    return chosen.smallestGroup === this.own.smallestGroup
      ? `${all} ${speech.say("deskIsOwn")}`
      : `${all} ${speech.say("deskPoints", { points: points(speech, chosen.withheldShare, this.own.withheldShare), group: this.own.smallestGroup })}`;
  }

  private details(chosen: Outcome): (HTMLElement | string)[] {
    const { speech } = this;
    const before = new Map((this.own.byResolution ?? []).map((each) => [each.resolution, each.withheldShare]));
    const areasBefore = new Map((this.own.byArea ?? []).map((each) => [each.area, each.withheldShare]));
    const changed = (now: number, then: number | undefined): string => (then === undefined || chosen === this.own ? "–" : points(speech, now, then));
    return [
      chosen.byResolution === undefined
        ? ""
        : table(
            speech.say("deskByResolution"),
            [speech.say("deskResolution"), speech.say("deskCells"), speech.say("deskWhole"), speech.say("deskPartly"), speech.say("deskWithheld"), speech.say("deskChange")],
            chosen.byResolution.map((each) => [length(speech, each.resolution), count(speech, each.cells), share(speech, part(each.whole, each.cells)), share(speech, part(each.partly, each.cells)), share(speech, each.withheldShare), changed(each.withheldShare, before.get(each.resolution))]),
            [1, 2, 3, 4, 5],
          ),
      chosen.errors === undefined
        ? ""
        : table(
            speech.say("deskErrors"),
            [speech.say("deskQuantity"), speech.say("deskValues"), speech.say("deskTypical"), speech.say("deskLargest"), speech.say("deskTypicalShare")],
            chosen.errors.map((each) => [this.quantity(each.quantity), count(speech, each.values), figure(speech, each.typical), figure(speech, each.largest), each.typicalShare === undefined ? "–" : share(speech, each.typicalShare)]),
            [1, 2, 3, 4],
          ),
      chosen.byArea === undefined
        ? ""
        : element(
            "details",
            {},
            element("summary", {}, speech.say("deskByAreaOpen", { count: chosen.byArea.length })),
            table(
              speech.say("deskByArea"),
              [speech.say("deskArea"), speech.say("deskLeaves"), speech.say("deskWithheld"), speech.say("deskChange")],
              chosen.byArea.slice(0, MOST_AREAS_LISTED).map((each) => [this.map.nameOf(each.area), count(speech, each.leaves), share(speech, each.withheldShare), changed(each.withheldShare, areasBefore.get(each.area))]),
              [1, 2, 3],
            ),
            chosen.byArea.length > MOST_AREAS_LISTED ? quiet(speech.say("deskMore", { count: chosen.byArea.length - MOST_AREAS_LISTED })) : null,
          ),
    ];
  }

  private quantity(id: string): string {
    const known = this.found.quantities.find((each) => each.id === id);
    return known === undefined ? id : this.speech.pick(known.name, id);
  }

  /** A group that the policy does not have is decided on only when the policy has it. */
  private writing(chosen: Outcome): HTMLElement[] {
    const { trial } = this.found;
    if (trial === undefined) {
      return [];
    }
    const wanted = { ...keysOfTried(this.job, trial), smallestGroup: chosen.smallestGroup };
    if (differing(wanted, trial.policy, trial).length === 0) {
      return [];
    }
    return [
      element(
        "details",
        { class: "no-print" },
        element("summary", {}, this.speech.say("deskWriteOpen", { group: chosen.smallestGroup })),
        quiet(this.speech.say("deskWriteHow")),
        element("pre", { class: "policy-text", tabindex: "0" }, policyText(wanted)),
      ),
    ];
  }
}

function part(of: number, whole: number): number {
  return whole === 0 ? 0 : of / whole;
}

function figure(speech: Speech, held: number | undefined): string {
  return held === undefined ? "–" : count(speech, held);
}
