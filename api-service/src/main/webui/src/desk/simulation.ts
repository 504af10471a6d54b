import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { type Before, Comparison } from "./comparison.ts";
import type { DatasetDesk } from "./desk-api.ts";
import { groupsFrom, sameRatio } from "./outcomes.ts";
import { between, button, keepLooking, looked, progress, quiet, reason, section } from "./parts.ts";
import { leastOf } from "./policy-draft.ts";
import { PolicyForm } from "./policy-form.ts";
import { type Case, type SimulationJob, type Trial, may } from "./shapes.ts";
import { SimulationReport } from "./simulation-report.ts";
import { day, length, moment, named } from "./telling.ts";
import { differing, keysOfTried } from "./tried-policy.ts";

const DAYS = [1, 7, 30, 90];
const MOST_LISTED = 50;

/** Tries how people are protected on what was measured before, to decide by. */
export class SimulationPart {
  readonly root: HTMLElement;
  private readonly speech: Speech;
  private readonly desk: DatasetDesk;
  private readonly again: () => Promise<void>;
  private readonly order = element("div", { class: "no-print" });
  private readonly running = element("div", { class: "running-job", "aria-live": "polite" });
  private readonly report = element("div", { class: "simulation-report" });
  private readonly list = element("div", { class: "no-print" });
  private found: Case | undefined;
  private keptJob: string | undefined;
  private known: readonly SimulationJob[] = [];
  private shown: SimulationJob | undefined;
  private stopLooking: (() => void) | undefined;

  constructor(speech: Speech, desk: DatasetDesk, again: () => Promise<void>) {
    this.speech = speech;
    this.desk = desk;
    this.again = again;
    this.root = section("simulation", speech.say("deskSimulation"));
  }

  leave(): void {
    this.stopLooking?.();
  }

  /** The simulation that the next proposal refers to. */
  kept(): string | undefined {
    return this.keptJob;
  }

  show(found: Case): void {
    const before = this.found;
    this.found = found;
    if (before !== undefined) {
      return;
    }
    const heading = this.root.firstElementChild ?? "";
    const { trial } = found;
    if (trial === undefined || !may(found.steps, "see-simulations")) {
      const why = trial !== undefined ? "deskSimulationRole" : found.privacyClass === "open" ? "deskSimulationOpen" : "deskSimulationNever";
      this.root.replaceChildren(heading, quiet(this.speech.say(why)));
      return;
    }
    if (may(found.steps, "simulate")) {
      this.order.append(this.form(trial));
    }
    this.root.replaceChildren(heading, quiet(this.speech.say("deskSimulationWhy")), this.order, this.running, this.report, this.list);
    this.list.append(looked(this.speech, () => this.jobs(found)));
  }

  private async jobs(found: Case): Promise<HTMLElement> {
    const jobs = [...(await this.desk.simulations())].reverse();
    this.known = jobs;
    const wanted = new URLSearchParams(location.search).get("job") ?? found.gate.simulation?.job;
    const first = jobs.find((job) => job.job === wanted && job.state === "done") ?? jobs.find((job) => job.state === "done");
    if (first !== undefined && this.report.childElementCount === 0) {
      this.order.querySelector("details")?.removeAttribute("open");
      void this.open(first.job);
    }
    jobs.filter((job) => job.state === "ordered" || job.state === "running").slice(0, 1).forEach((job) => this.watch(job));
    return this.listed(jobs);
  }

  private listed(jobs: readonly SimulationJob[]): HTMLElement {
    const { speech } = this;
    if (jobs.length === 0) {
      return quiet(speech.say("deskSimulationNoneYet"));
    }
    return element(
      "details",
      { class: "kept-jobs" },
      element("summary", {}, speech.say("deskSimulations", { count: jobs.length })),
      element(
        "ul",
        {},
        ...jobs.slice(0, MOST_LISTED).map((job) =>
          element(
            "li",
            { id: job.job },
            job.state === "done" ? button(speech.say("deskRead"), () => void this.open(job.job), { "aria-label": `${speech.say("deskRead")} ${job.job}` }) : element("span", { class: "tag" }, named(speech, "deskState", job.state)),
            element("span", {}, this.inShort(job), " ", element("code", { class: "quiet small" }, job.job)),
            job.detail === undefined ? null : element("span", { class: "quiet small", lang: "en" }, job.detail),
          ),
        ),
      ),
    );
  }

  private inShort(job: SimulationJob): string {
    const { rules, grain } = job.order.policy;
    return this.speech.say("deskSimulationShort", {
      group: rules.smallestGroup,
      epsilon: rules.noise.epsilon.replace(/\/1$/, ""),
      resolution: length(this.speech, grain.resolution),
      from: day(this.speech, job.from),
      to: day(this.speech, job.to),
    });
  }

  private form(trial: Trial): HTMLElement {
    const { speech } = this;
    const rules = new PolicyForm(speech, trial, this.found?.quantities ?? []);
    const days = choice("try-days", DAYS.map(String), "7", (each) => length(speech, `P${each}D`));
    const why = element("input", { class: "field", id: "try-why", type: "text", maxlength: 1_000 });
    const problem = element("p", { class: "form-problem", role: "alert" });
    const go = element("button", { class: "button main-action", type: "submit" }, speech.say("deskTry"));
    const form = element(
      "form",
      { class: "panel try-form", novalidate: true },
      element("h4", {}, speech.say("deskTryTitle")),
      ...rules.fields,
      element("h5", { class: "try-group" }, speech.say("deskTryPastTitle")),
      line(speech.say("deskTryDays"), days),
      line(speech.say("deskTryWhy"), why, speech.say("deskInTrail")),
      problem,
      go,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const policy = rules.read();
      problem.textContent = policy === undefined ? speech.say("deskTryRefused") : why.value.trim() === "" ? speech.say("deskTryNoWhy") : "";
      if (policy === undefined || why.value.trim() === "") {
        (policy === undefined ? undefined : why)?.focus();
        return;
      }
      go.disabled = true;
      this.desk
        .simulate({ policy, smallestGroups: groupsFrom(leastOf(trial)), from: `P${days.value}D`, to: "PT0S", message: why.value.trim() })
        .then((job) => this.watch(job))
        .catch((failure: unknown) => (problem.textContent = reason(speech, failure)))
        .finally(() => (go.disabled = false));
    });
    return element("details", { class: "try", open: true }, element("summary", {}, speech.say("deskTryOpen")), form);
  }

  /** Shows how far it is until it is over. Who leaves finds it in the list later. */
  private watch(job: SimulationJob, beside = false): void {
    const { speech } = this;
    this.stopLooking?.();
    const bar = progress(speech.say("deskSimulationRuns"), 0);
    const said = element("p", { class: "quiet" }, speech.say("deskSimulationRunsWhy"));
    const stop = keepLooking(async (end) => {
      const now = await this.desk.simulation(job.job, end);
      bar.setAttribute("value", String(between(now.from, now.to, now.reached)));
      if (now.state === "done" || now.state === "refused") {
        this.running.replaceChildren(now.state === "refused" ? element("p", { class: "refusal", lang: "en" }, now.detail ?? "") : "");
        this.known = [...(await this.desk.simulations(end))].reverse();
        if (now.state === "done") {
          this.render(beside && this.shown !== undefined ? this.shown : now);
        }
        this.list.replaceChildren(this.listed(this.known));
        return false;
      }
      return true;
    });
    this.stopLooking = stop;
    const close = button(speech.say("deskCloseView"), () => {
      stop();
      this.running.replaceChildren(quiet(speech.say("deskSimulationGoesOn", { job: job.job })));
    });
    this.running.replaceChildren(element("div", { class: "panel job" }, element("p", {}, element("strong", {}, speech.say("deskSimulationRuns"))), bar, said, close));
  }

  private async open(job: string): Promise<void> {
    this.report.replaceChildren(element("p", { class: "quiet looking" }, this.speech.say("deskLooking")));
    try {
      this.render(await this.desk.simulation(job));
    } catch (failure) {
      this.report.replaceChildren(element("p", { class: "refusal", role: "alert" }, reason(this.speech, failure)));
    }
  }

  private render(job: SimulationJob): void {
    const { found, speech } = this;
    this.shown = job;
    if (found === undefined || job.report === undefined) {
      this.report.replaceChildren(quiet(speech.say("deskReportAway")));
      return;
    }
    const shown = new SimulationReport(speech, found, job, job.report);
    const compared = found.trial === undefined ? "" : new Comparison(speech, found, found.trial, job, job.report, this.compares(found, found.trial)).root;
    this.report.replaceChildren(
      element("div", { class: "report-head" }, element("h4", {}, this.inShort(job)), element("p", { class: "quiet small" }, `${job.job} · ${moment(speech, job.from)} – ${moment(speech, job.to)}`)),
      compared,
      shown.root,
      this.keeping(job),
    );
  }

  /** What is compared with, and how what is in force is tried on the same time. */
  private compares(found: Case, trial: Trial): Before {
    const { speech, desk } = this;
    const order = (from: string, to: string): void => {
      desk
        .simulate({ policy: trial.policy, smallestGroups: groupsFrom(leastOf(trial)), from, to, message: speech.say("deskCompareWhy", { version: trial.version ?? "" }) })
        .then((job) => this.watch(job, true))
        .catch((failure: unknown) => this.running.replaceChildren(element("p", { class: "refusal", role: "alert" }, reason(speech, failure))));
    };
    return { jobs: this.known, fetch: (job) => desk.simulation(job), order: may(found.steps, "simulate") ? order : undefined };
  }

  /** The decision is held to the simulation that its reference names. */
  private keeping(job: SimulationJob): HTMLElement | string {
    const { found, speech } = this;
    if (found === undefined || !may(found.steps, "propose")) {
      return "";
    }
    const told = element("p", { class: "quiet", role: "status" });
    const newest = found.trial;
    const differs = newest !== undefined && (newest.version === undefined || differing(keysOfTried(job, newest), newest.policy, newest).length > 0);
    const keep = button(speech.say("deskKeep"), () => {
      this.keptJob = job.job;
      told.textContent = speech.say("deskKept", { job: job.job });
      void this.again();
    });
    return element("div", { class: "keeping no-print" }, differs ? quiet(speech.say("deskKeepOther")) : keep, told);
  }
}

function line(label: string, input: HTMLElement, help?: string): HTMLElement {
  const id = `${input.id}-help`;
  if (help !== undefined) {
    input.setAttribute("aria-describedby", id);
  }
  return element("div", { class: "labelled" }, element("label", { for: input.id }, label), input, help === undefined ? null : element("p", { class: "quiet small", id }, help));
}

function choice(id: string, options: readonly string[], chosen: string, text: (option: string) => string): HTMLSelectElement {
  const select = element("select", { class: "field", id }, ...options.map((option) => element("option", { value: option, selected: sameRatio(option, chosen) }, text(option))));
  return select;
}
