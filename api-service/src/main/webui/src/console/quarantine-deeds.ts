import { element } from "../page/dom.ts";
import { problemDetail } from "../page/states.ts";
import type { Desk } from "./console-page.ts";
import { type StepAnswer, deal } from "./inner.ts";
import { button, input, labelled, number, worded } from "./words.ts";

const AT_ONCE = 500;

/** What is to be dealt with: named entries, or all that a filter lets through. */
export interface Deed {
  readonly entries?: readonly string[];
  readonly filter?: Readonly<Record<string, string>>;
  readonly count: number;
}

/** Replays or drops, with a reason that is written down, step by step; one can leave after each. */
export function deedPanel(desk: Desk, deed: Deed, typed: string, done: () => void): HTMLElement {
  const { speech } = desk;
  const why = input("deed-why", typed, () => undefined, { maxlength: "1000" });
  const problem = element("p", { class: "form-problem", role: "alert" });
  const panel = element("div", { class: "panel deed" });
  const begin = (verb: "replay" | "drop"): void => {
    const message = why.value.trim();
    if (message === "") {
      problem.textContent = speech.say("deedNeedsWhy");
      why.focus();
      return;
    }
    void work(desk, panel, verb, deed, message, done);
  };
  panel.append(
    element("p", {}, deed.entries === undefined ? speech.say("deedAll", { count: number(speech, deed.count) }) : speech.say("deedChosen", { count: number(speech, deed.count) })),
    element(
      "div",
      { class: "deed-form" },
      labelled(speech.say("deedWhy"), why),
      button(speech.say("replay"), () => begin("replay"), { "data-deed": "replay", class: "button main-action" }),
      button(speech.say("drop"), () => confirmDrop(desk, panel, deed, () => begin("drop")), { "data-deed": "drop" }),
    ),
    problem,
  );
  return panel;
}

/** To drop is to say that nobody need look again: of many, it is asked for once more. */
function confirmDrop(desk: Desk, panel: HTMLElement, deed: Deed, sure: () => void): void {
  const { speech } = desk;
  if (deed.count <= 1) {
    sure();
    return;
  }
  panel.querySelector(".deed-sure")?.remove();
  const yes = button(
    speech.say("dropSure", { count: number(speech, deed.count) }),
    () => {
      panel.querySelector(".deed-sure")?.remove();
      sure();
    },
    { "data-deed": "sure" },
  );
  panel.append(element("p", { class: "deed-sure" }, speech.say("dropMeans"), " ", yes));
  yes.focus();
}

async function work(desk: Desk, panel: HTMLElement, verb: "replay" | "drop", deed: Deed, message: string, done: () => void): Promise<void> {
  const { speech } = desk;
  const total = Math.max(1, deed.count);
  const counts: Record<string, number> = {};
  const bar = element("progress", { class: "deed-progress", max: total, value: 0, "aria-label": speech.say(verb) });
  const said = element("p", { role: "status" });
  const trouble = element("ul", { class: "plain-list small" });
  let stopped = false;
  const stop = button(speech.say("stop"), () => (stopped = true), { "data-deed": "stop" });
  panel.dataset["works"] = verb;
  panel.replaceChildren(bar, said, trouble, stop);
  const orders = steps(deed, message);
  try {
    let order = orders.shift();
    while (order !== undefined && !stopped) {
      const answer = await deal(verb, order);
      take(counts, answer);
      bar.value = Math.min(total, sum(counts));
      said.textContent = summary(desk, counts);
      trouble.append(...answer.entries.slice(0, 20).map(({ entry, why }) => element("li", {}, `${entry}: ${why}`)));
      order = answer.next === null ? orders.shift() : { ...order, cursor: answer.next };
    }
    said.textContent = `${speech.say(stopped ? "deedStopped" : "deedDone")} ${summary(desk, counts)}`;
  } catch (failure) {
    said.textContent = `${speech.say("deedBroke")} ${problemDetail(speech, failure)} ${summary(desk, counts)}`;
  }
  const on = button(
    speech.say("goOn"),
    () => {
      delete panel.dataset["works"];
      done();
    },
    { "data-deed": "done" },
  );
  stop.replaceWith(on);
  on.focus();
}

function steps(deed: Deed, message: string): Record<string, unknown>[] {
  if (deed.entries === undefined) {
    const filter = deed.filter ?? {};
    return [{ ...filter, ...(Object.keys(filter).length === 0 ? { all: true } : {}), message }];
  }
  const orders: Record<string, unknown>[] = [];
  for (let at = 0; at < deed.entries.length; at += AT_ONCE) {
    orders.push({ entries: deed.entries.slice(at, at + AT_ONCE), message });
  }
  return orders;
}

function take(counts: Record<string, number>, answer: StepAnswer): void {
  for (const [result, count] of Object.entries(answer.counts)) {
    counts[result] = (counts[result] ?? 0) + count;
  }
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((all, each) => all + each, 0);
}

function summary(desk: Desk, counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([result, count]) => `${worded(desk.speech, "result", result)}: ${number(desk.speech, count)}`)
    .join(" · ");
}
