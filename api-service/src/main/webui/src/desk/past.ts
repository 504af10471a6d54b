import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { Confirmation } from "./confirm.ts";
import type { DatasetDesk } from "./desk-api.ts";
import { JobList } from "./job-list.ts";
import { between, button, looked, progress, quiet, section, table } from "./parts.ts";
import { type BackJob, type Case, type TighteningJob, may } from "./shapes.ts";
import { instantOf, local } from "./times.ts";
import { count, day, length, moment, named } from "./telling.ts";

/** What became of what was out when stricter versions of the policy came. */
export function tighteningPart(speech: Speech, desk: DatasetDesk): HTMLElement {
  return section("tightenings", speech.say("deskTightenings"), quiet(speech.say("deskTighteningsWhy")), looked(speech, async () => tightened(speech, await desk.tightenings())));
}

function tightened(speech: Speech, jobs: readonly TighteningJob[]): HTMLElement {
  return element(
    "div",
    {},
    ...jobs.map((job) =>
      element(
        "div",
        {},
        element("p", {}, element("strong", {}, speech.say("deskPolicyVersion", { version: job.version })), ` ${speech.say("deskSince", { when: day(speech, job.from) })}: ${named(speech, "deskTightening", job.state)}`),
        job.report.length === 0
          ? null
          : table(
              speech.say("deskTighteningTable", { version: job.version }),
              [speech.say("deskResolution"), speech.say("deskWhat"), speech.say("deskKeptRows"), speech.say("deskChangedRows"), speech.say("deskWithdrawnRows")],
              job.report.map((each) => [length(speech, each.resolution), named(speech, "deskRows", each.what), count(speech, each.kept), count(speech, each.changed), count(speech, each.withdrawn)]),
              [2, 3, 4],
            ),
      ),
    ),
  );
}

/** Orders to publish what was measured before the decision, as far back as was approved. */
export class BackPart {
  private readonly speech: Speech;
  private readonly desk: DatasetDesk;
  private readonly jobs: JobList<BackJob>;

  constructor(speech: Speech, desk: DatasetDesk) {
    this.speech = speech;
    this.desk = desk;
    this.jobs = new JobList(speech, { load: (end) => desk.backJobs(end), none: speech.say("deskBackNone"), goesOn, line: (job) => this.job(job) });
  }

  leave(): void {
    this.jobs.leave();
  }

  /** Only where windows leave: before that, there is no past to be told. */
  shown(found: Case): HTMLElement | null {
    const { speech } = this;
    if (!found.steps.some((step) => step.step === "publish-back")) {
      return null;
    }
    const { from, reachesBackTo } = found.gate;
    const reach = reachesBackTo === undefined ? speech.say("deskBackNoReach") : speech.say("deskBackReach", { from: moment(speech, reachesBackTo), to: from === undefined ? "" : moment(speech, from) });
    this.jobs.look();
    return section("past", speech.say("deskBack"), quiet(reach), may(found.steps, "publish-back") && reachesBackTo !== undefined ? this.ordering(reachesBackTo, from) : null, this.jobs.root);
  }

  private ordering(earliest: string, from: string | undefined): HTMLElement {
    const { speech } = this;
    return button(speech.say("deskBackOrder"), () =>
      new Confirmation(speech, {
        title: speech.say("deskBackOrder"),
        words: [speech.say("deskBackWhat")],
        fields: [
          { name: "from", label: speech.say("deskRangeFrom"), kind: "moment", needed: true, given: local(earliest) },
          { name: "to", label: speech.say("deskRangeTo"), kind: "moment", needed: true, given: from === undefined ? "" : local(from) },
          { name: "message", label: speech.say("deskWhy"), kind: "text", needed: true, help: speech.say("deskInTrail") },
        ],
        act: speech.say("deskBackOrder"),
        run: async ({ from: start = "", to: end = "", message = "" }) => {
          await this.desk.publishBack({ from: instantOf(start, earliest), to: instantOf(end, from), message });
          this.jobs.look();
        },
      }).open(),
    );
  }

  private job(job: BackJob): HTMLElement {
    const { speech } = this;
    return element(
      "li",
      {},
      element("span", { class: "tag", "data-state": job.state }, named(speech, "deskState", job.state)),
      ` ${moment(speech, job.from)} – ${moment(speech, job.to)} · ${speech.say("deskBackCounts", { published: count(speech, job.published), passedOver: count(speech, job.passedOver) })}`,
      goesOn(job) ? progress(speech.say("deskBack"), between(job.from, job.to, job.reached)) : null,
      job.detail === undefined ? null : element("span", { class: "quiet small", lang: "en" }, ` ${job.detail}`),
    );
  }
}

function goesOn({ state }: BackJob): boolean {
  return state === "ordered" || state === "running";
}
