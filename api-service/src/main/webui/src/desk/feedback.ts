import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { DatasetDesk } from "./desk-api.ts";
import { looked, quiet, reason, section } from "./parts.ts";
import { type Feedback, type Step, may } from "./shapes.ts";
import { day, moment, named } from "./telling.ts";

const STATES = ["being-looked-at", "answered", "mended", "declined"] as const;

/** What people outside said, and what they are told. */
export function feedbackPart(speech: Speech, desk: DatasetDesk, steps: readonly Step[]): HTMLElement {
  if (!may(steps, "see-feedback")) {
    return section("feedback", speech.say("deskFeedback"), quiet(speech.say("deskFeedbackRole")));
  }
  const list = async (): Promise<HTMLElement> => {
    const all = await desk.feedback();
    return all.length === 0 ? quiet(speech.say("deskFeedbackNone")) : element("ul", { class: "sayings" }, ...all.map((one) => saying(speech, desk, one, may(steps, "answer-feedback"))));
  };
  return section("feedback", speech.say("deskFeedback"), looked(speech, list));
}

function saying(speech: Speech, desk: DatasetDesk, one: Feedback, mayAnswer: boolean): HTMLElement {
  const item = element("li", { class: "saying panel" });
  const show = (held: Feedback): void => {
    const about = held.window === undefined ? null : element("p", { class: "quiet small" }, `${speech.say("deskFeedbackAbout")} ${windowWords(speech, held.window)}`);
    item.replaceChildren(
      element("p", {}, element("span", { class: "tag", "data-state": held.state }, named(speech, "deskFeedback", held.state)), element("span", { class: "quiet small" }, ` ${moment(speech, held.receivedAt)} · ${speech.say("deskKeptUntil", { when: day(speech, held.keptUntil) })}`)),
      element("blockquote", {}, held.text),
      about ?? "",
      held.contact === undefined ? "" : element("p", { class: "small" }, `${speech.say("deskContactOf")} ${held.contact}`),
      held.answer === undefined ? "" : element("p", { class: "answer" }, element("strong", {}, `${speech.say("deskAnswer")}: `), held.answer, held.answeredBy === undefined ? null : element("span", { class: "quiet small" }, ` – ${held.answeredBy}`)),
      mayAnswer ? answering(speech, desk, held, show) : "",
    );
  };
  show(one);
  return item;
}

function windowWords(speech: Speech, window: Readonly<Record<string, unknown>>): string {
  const { place, area, quantity, start } = window;
  return [place ?? area, quantity, typeof start === "string" ? moment(speech, start) : undefined].filter(Boolean).join(", ");
}

function answering(speech: Speech, desk: DatasetDesk, one: Feedback, show: (held: Feedback) => void): HTMLElement {
  const state = element("select", { class: "field", id: `state-${one.id}` }, ...STATES.map((each) => element("option", { value: each, selected: each === one.state }, named(speech, "deskFeedback", each))));
  const answer = element("textarea", { class: "field", id: `answer-${one.id}`, rows: "2", maxlength: 2_000 });
  const problem = element("p", { class: "form-problem", role: "alert" });
  const form = element(
    "form",
    { class: "answering" },
    element("label", { for: state.id }, speech.say("deskState")),
    state,
    element("label", { for: answer.id }, speech.say("deskAnswerTo")),
    answer,
    problem,
    element("button", { class: "button", type: "submit" }, speech.say("deskSend")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    desk
      .answer(one.id, state.value, answer.value.trim())
      .then(show)
      .catch((failure: unknown) => (problem.textContent = reason(speech, failure)));
  });
  return element("details", {}, element("summary", {}, speech.say("deskAnswerOpen")), form);
}
