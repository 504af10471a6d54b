import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { Confirmation } from "./confirm.ts";
import type { DatasetDesk } from "./desk-api.ts";
import { JobList } from "./job-list.ts";
import { button, quiet, reason, section } from "./parts.ts";
import { type Case, type RecallJob, type RecallReach, may } from "./shapes.ts";
import { count, length, moment, named } from "./telling.ts";
import { instant } from "./times.ts";

const SETTLE_MS = 300;

/** Taking back what was published, for good: what it reaches is seen before it is ordered. */
export class RecallPart {
  private readonly speech: Speech;
  private readonly desk: DatasetDesk;
  private readonly jobs: JobList<RecallJob>;

  constructor(speech: Speech, desk: DatasetDesk) {
    this.speech = speech;
    this.desk = desk;
    this.jobs = new JobList(speech, { load: (end) => desk.recalls(end), none: speech.say("deskRecallNone"), goesOn: ({ state }) => state !== "done", line: (job) => this.job(job) });
  }

  leave(): void {
    this.jobs.leave();
  }

  /** Only of what was decided on once: nothing else can have been told. */
  shown(found: Case): HTMLElement | null {
    const { speech } = this;
    if (!found.steps.some((step) => step.step === "recall")) {
      return null;
    }
    const may_ = may(found.steps, "recall");
    this.jobs.look();
    return section(
      "recall",
      speech.say("deskRecall"),
      quiet(speech.say("deskRecallWhy")),
      may_ ? button(speech.say("deskRecallOpen"), () => this.ask(found), { class: "button grave-action no-print", "data-step": "recall" }) : quiet(speech.say("deskRecallRole")),
      this.jobs.root,
    );
  }

  private ask(found: Case): void {
    const { speech } = this;
    const reach = new ReachView(speech, this.desk);
    new Confirmation(speech, {
      title: speech.say("deskRecallOpen"),
      words: [speech.say("deskRecallWhat"), reach.root],
      fields: [
        { name: "from", label: speech.say("deskRangeFrom"), kind: "moment", help: speech.say("deskRecallFromHelp") },
        { name: "to", label: speech.say("deskRangeTo"), kind: "moment", help: speech.say("deskRecallToHelp") },
        { name: "message", label: speech.say("deskWhy"), kind: "text", needed: true, help: speech.say("deskRecallMessageHelp") },
        { name: "typed", label: speech.say("deskTypeId", { dataset: found.dataset }), kind: "line", exactly: found.dataset },
      ],
      act: speech.say("deskRecallAct"),
      grave: true,
      changed: (values) => reach.show(rangeOf(values)),
      run: async (values) => {
        await this.desk.recall({ ...rangeOf(values), message: values["message"] ?? "" });
        this.jobs.look();
      },
    }).open();
  }

  private job(job: RecallJob): HTMLElement {
    const { speech } = this;
    return element(
      "li",
      { class: "panel recall-job", "data-state": job.state },
      element("p", {}, element("span", { class: "tag" }, named(speech, "deskRecall", job.state)), " ", element("strong", {}, range(speech, job.from, job.to)), element("span", { class: "quiet small" }, ` · ${moment(speech, job.orderedAt)}`)),
      element(
        "ol",
        { class: "recall-steps" },
        ...(["ordered", "running", "done"] as const).map((state, index, all) => element("li", { "data-done": String(all.indexOf(job.state) >= index) }, named(speech, "deskRecallStep", state))),
      ),
      element("p", { class: "figures" }, speech.say("deskRecallDeleted", { rows: count(speech, job.deleted) })),
      job.alsoIn.length === 0 ? null : element("p", { class: "verdict wait" }, speech.say("deskAlsoIn", { datasets: job.alsoIn.join(", ") })),
    );
  }
}

/** What a recall of a range would reach, asked anew when the range settles. */
class ReachView {
  readonly root = element("div", { class: "reach panel", "aria-live": "polite" });
  private readonly speech: Speech;
  private readonly desk: DatasetDesk;
  private asked: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private going = new AbortController();

  constructor(speech: Speech, desk: DatasetDesk) {
    this.speech = speech;
    this.desk = desk;
  }

  show(wanted: { from?: string; to?: string }): void {
    const written = JSON.stringify(wanted);
    if (written === this.asked) {
      return;
    }
    this.asked = written;
    clearTimeout(this.timer);
    this.going.abort();
    this.going = new AbortController();
    const { signal } = this.going;
    this.timer = setTimeout(() => {
      this.desk
        .reach(wanted, signal)
        .then((found) => this.root.replaceChildren(...this.words(found, wanted)))
        .catch((failure: unknown) => {
          if (!signal.aborted) {
            this.root.replaceChildren(element("p", { class: "refusal" }, reason(this.speech, failure)));
          }
        });
    }, SETTLE_MS);
  }

  private words(found: RecallReach, wanted: { from?: string; to?: string }): HTMLElement[] {
    const { speech } = this;
    const rows = found.rows;
    return [
      element("p", {}, element("strong", {}, speech.say("deskReach")), ` ${range(speech, wanted.from, wanted.to)}`),
      rows === undefined
        ? quiet(speech.say("deskReachAway"))
        : rows.length === 0
          ? quiet(speech.say("deskReachNone"))
          : element("ul", { class: "points figures" }, ...rows.map((each) => element("li", {}, speech.say(each.more ? "deskReachMore" : "deskReachRows", { rows: count(speech, each.rows), resolution: length(speech, each.resolution), earliest: moment(speech, each.earliest) })))),
      wanted.to === undefined ? quiet(speech.say("deskReachForEver")) : quiet(speech.say("deskReachWhole")),
      ...(found.alsoIn.length === 0 ? [] : [element("p", { class: "verdict wait" }, speech.say("deskAlsoIn", { datasets: found.alsoIn.join(", ") }))]),
    ];
  }
}

function rangeOf(values: Record<string, string>): { from?: string; to?: string } {
  const { from = "", to = "" } = values;
  return { ...(from === "" ? {} : { from: instant(from) }), ...(to === "" ? {} : { to: instant(to) }) };
}

function range(speech: Speech, from: string | undefined, to: string | undefined): string {
  if (from === undefined && to === undefined) {
    return speech.say("deskRangeAll");
  }
  return `${from === undefined ? speech.say("deskRangeBeginning") : moment(speech, from)} – ${to === undefined ? speech.say("deskRangeEnd") : moment(speech, to)}`;
}
