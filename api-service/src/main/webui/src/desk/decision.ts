import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { Person } from "../page/session.ts";
import { roleName } from "../page/sign-in.ts";
import { Confirmation, type Field, type Question } from "./confirm.ts";
import type { DatasetDesk } from "./desk-api.ts";
import { button, facts, quiet, section, table } from "./parts.ts";
import { proposedGrounds } from "./grounds.ts";
import { type Case, type Step, stepOf } from "./shapes.ts";
import { day, moment, named, value } from "./telling.ts";

/** What was shown when it is done. */
type Done = (said: string) => Promise<void>;

const GATE_STEPS = ["approve", "reject", "propose", "pilot", "public", "deprecated", "withdrawn"];
const CHIEF = ["approve", "pilot", "public"];

/** What is to be done now, by whom, and the means to do it. */
export function nextBox(speech: Speech, found: Case, person: Person, desk: DatasetDesk, done: Done, simulation: () => string | undefined): HTMLElement {
  const steps = GATE_STEPS.flatMap((name) => stepOf(found.steps, name) ?? []);
  const mine = steps.filter((step) => step.may);
  return element(
    "div",
    { class: "panel next-box no-print", "aria-label": speech.say("deskNow"), role: "region" },
    element("p", { class: "next-now", tabindex: "-1" }, now(speech, found)),
    found.gate.missing.length === 0 ? null : missing(speech, found.gate.missing),
    mine.length === 0 ? null : element("div", { class: "next-acts" }, ...mine.map((step) => act(speech, found, step, desk, done, simulation))),
    ...steps.filter((step) => !step.may).map((step) => whyNot(speech, step, found, person)),
  );
}

function now(speech: Speech, found: Case): string {
  const { gate } = found;
  if (gate.proposal?.state === "waiting") {
    return speech.say("deskNowWaits", { who: gate.proposal.proposedBy, when: day(speech, gate.proposal.proposedAt) });
  }
  if (gate.stage === "deprecated" && gate.sunset !== undefined) {
    return speech.say("deskNowSunset", { when: day(speech, gate.sunset) });
  }
  return found.privacyClass === "internal" ? speech.say("deskNowInternal") : named(speech, "deskNow", gate.stage);
}

function missing(speech: Speech, keys: readonly string[]): HTMLElement {
  return element(
    "div",
    { class: "missing" },
    element("p", {}, element("strong", {}, speech.say("deskMissing"))),
    element("ul", { class: "points" }, ...keys.map((key) => element("li", {}, named(speech, "deskKey", key), " ", element("code", { class: "quiet small" }, key)))),
    quiet(speech.say("deskMissingHow")),
  );
}

function whyNot(speech: Speech, step: Step, found: Case, person: Person): HTMLElement {
  const roles = step.roles.map((role) => roleName(speech, role)).join(` ${speech.say("deskOr")} `);
  const name = named(speech, "deskStep", step.step);
  const why =
    step.why === "proposer"
      ? speech.say("deskWhyProposer", { name: person.name })
      : step.why === "fiction"
        ? speech.say("deskWhyFiction", { tenant: speech.pick(found.tenant.name, found.tenant.id) })
        : speech.say("deskWhyRole", { roles });
  return element("p", { class: "quiet small why-not", "data-step": step.step }, element("strong", {}, `${name}: `), why);
}

function act(speech: Speech, found: Case, step: Step, desk: DatasetDesk, done: Done, simulation: () => string | undefined): HTMLElement {
  const asks = (): Question => {
    switch (step.step) {
      case "propose":
        return proposal(speech, found, desk, done, simulation());
      case "approve":
      case "reject":
        return deciding(speech, found, step.step, desk, done);
      default:
        return advancing(speech, found, step.step, desk, done);
    }
  };
  const chief = CHIEF.includes(step.step) && !(step.step === "public" && found.gate.stage === "approved");
  return button(named(speech, "deskStep", step.step), () => new Confirmation(speech, asks()).open(), { class: chief ? "button main-action" : "button", "data-step": step.step });
}

function proposal(speech: Speech, found: Case, desk: DatasetDesk, done: Done, simulation: string | undefined): Question {
  return {
    title: speech.say("deskStepPropose"),
    words: [speech.say("deskProposeWhat"), ...(simulation === undefined ? [] : [speech.say("deskProposeSimulation", { job: simulation })])],
    fields: proposedGrounds(speech, found, simulation),
    act: speech.say("deskStepPropose"),
    run: async (values) => {
      const grounds = Object.fromEntries(Object.entries(values).filter(([, given]) => given !== ""));
      await desk.propose(grounds);
      await done(speech.say("deskProposed"));
    },
  };
}

function deciding(speech: Speech, found: Case, how: "approve" | "reject", desk: DatasetDesk, done: Done): Question {
  const asked = found.gate.proposal;
  const approves = how === "approve";
  return {
    title: named(speech, "deskStep", how),
    words: [
      speech.say(approves ? "deskApproveWhat" : "deskRejectWhat", { title: speech.pick(found.title, found.dataset), who: asked?.proposedBy ?? "" }),
      speech.say(approves ? "deskApproveThen" : "deskRejectThen"),
    ],
    fields: [{ name: "message", label: speech.say(approves ? "deskWhyApprove" : "deskWhyReject"), kind: "text", needed: true, help: speech.say("deskInTrail") }],
    act: named(speech, "deskStep", how),
    run: async ({ message = "" }) => {
      await desk.decide(how, asked?.number ?? 0, message);
      await done(speech.say(approves ? "deskApproved" : "deskRejected"));
    },
  };
}

function advancing(speech: Speech, found: Case, to: string, desk: DatasetDesk, done: Done): Question {
  const fields: Field[] = [{ name: "reason", label: speech.say("deskWhy"), kind: "text", needed: true, help: speech.say("deskInTrail") }];
  if (to === "deprecated") {
    fields.push({ name: "sunset", label: speech.say("deskSunset"), kind: "day", help: speech.say("deskSunsetHelp") });
  }
  return {
    title: named(speech, "deskStep", to),
    words: [named(speech, "deskTo", to)],
    fields: to === "withdrawn" ? [...fields, { name: "typed", label: speech.say("deskTypeId", { dataset: found.dataset }), kind: "line", exactly: found.dataset }] : fields,
    act: named(speech, "deskStep", to),
    grave: to === "withdrawn",
    run: async ({ reason = "", sunset }) => {
      await desk.advance(to, reason, sunset === undefined || sunset === "" ? undefined : sunset);
      await done(named(speech, "deskDone", to));
    },
  };
}

/** What is asked for, field by field, and what was decided before. */
export function decision(speech: Speech, found: Case): HTMLElement {
  const { proposal: asked } = found.gate;
  return section(
    "decision",
    speech.say("deskDecision"),
    grounds(speech, found),
    asked === undefined
      ? quiet(speech.say("deskNothingAsked"))
      : element(
          "div",
          { class: "asked", "data-state": asked.state },
          element("h4", {}, speech.say("deskProposalNumber", { number: asked.number }), " ", element("span", { class: `verdict ${asked.state === "waiting" ? "wait" : asked.state === "approved" ? "good" : "bad"}` }, named(speech, "deskProposal", asked.state))),
          facts(
            [speech.say("deskProposedByWho"), `${asked.proposedBy}, ${moment(speech, asked.proposedAt)}`],
            [speech.say("deskWhy"), asked.message],
            [speech.say("deskDecidedByWho"), asked.decidedBy === undefined ? undefined : `${asked.decidedBy}, ${asked.decidedAt === undefined ? "" : moment(speech, asked.decidedAt)}`],
            [speech.say("deskReason"), asked.reason],
          ),
          asked.difference.length === 0
            ? null
            : table(
                speech.say("deskDifference"),
                [speech.say("deskField"), speech.say("deskInForce"), speech.say("deskWanted")],
                asked.difference.map((each) => [element("span", {}, named(speech, "deskKey", each.field), " ", element("code", { class: "quiet small" }, each.field)), value(speech, each.inForce), value(speech, each.proposed)]),
              ),
        ),
  );
}

function grounds(speech: Speech, found: Case): HTMLElement | null {
  const said = found.publication;
  if (said === undefined) {
    return null;
  }
  const { simulation, reachesBackTo } = found.gate;
  return element(
    "div",
    {},
    facts(
      [speech.say("deskKeyPublicationReference"), said.reference],
      [speech.say("deskKeyPublicationDecidedBy"), `${said.decidedBy}, ${day(speech, said.decidedOn)}`],
      [speech.say("deskKeyPublicationFrom"), moment(speech, said.from)],
      [speech.say("deskReachesBack"), reachesBackTo === undefined ? undefined : moment(speech, reachesBackTo)],
      [speech.say("deskSimulationNamed"), simulation === undefined ? undefined : element("span", {}, element("a", { href: `#${simulation.job}` }, simulation.job), simulation.state === undefined ? null : ` (${named(speech, "deskState", simulation.state)})`)],
    ),
    simulation?.refused === undefined ? null : element("p", { class: "refusal", lang: "en" }, simulation.refused),
  );
}

/** Every step that somebody took, newest first. */
export function decided(speech: Speech, found: Case): HTMLElement {
  const steps = found.gate.decisions;
  return section(
    "steps",
    speech.say("deskSteps"),
    steps.length === 0
      ? quiet(speech.say("deskStepsNone"))
      : element(
          "ol",
          { class: "steps" },
          ...steps.map((step) => element("li", {}, element("span", { class: "quiet figures" }, moment(speech, step.at)), " ", element("strong", {}, named(speech, "deskAction", step.action)), ` ${speech.say("deskBy")} ${step.who}`, step.message === undefined ? null : element("span", { class: "step-why" }, `: ${step.message}`))),
        ),
  );
}
