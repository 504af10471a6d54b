import type { Text } from "../api/shapes.ts";
import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { Refused } from "../page/session.ts";

type Child = Node | string | null | undefined;

/** A numbered part of a case that can be linked to. */
export function section(id: string, title: string, ...children: Child[]): HTMLElement {
  return element("section", { class: "case-part", id, "aria-labelledby": `${id}-title` }, element("h3", { id: `${id}-title`, tabindex: "-1" }, title), ...children);
}

export function button(text: string, act: () => void, attributes: Record<string, string> = {}): HTMLButtonElement {
  const made = element("button", { class: "button", type: "button", ...attributes }, text);
  made.addEventListener("click", act);
  return made;
}

/** Names and what is said under them. What is missing is left out. */
export function facts(...pairs: readonly (readonly [string, Child])[]): HTMLElement {
  const list = element("dl", { class: "facts" });
  for (const [name, said] of pairs) {
    if (said !== null && said !== undefined && said !== "") {
      list.append(element("dt", {}, name), element("dd", {}, said));
    }
  }
  return list;
}

/** A table with a caption; cells that are numbers are set as such. */
export function table(caption: string, head: readonly string[], rows: readonly (readonly Child[])[], numbers: readonly number[] = []): HTMLElement {
  const cell = (name: "th" | "td", child: Child, index: number): HTMLElement =>
    element(name, { class: numbers.includes(index) ? "number" : null, ...(name === "th" ? { scope: "col" } : {}) }, child);
  return element(
    "div",
    { class: "table-place", tabindex: "0", role: "region", "aria-label": caption },
    element(
      "table",
      { class: "desk-table" },
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...head.map((name, index) => cell("th", name, index)))),
      element("tbody", {}, ...rows.map((row) => element("tr", {}, ...row.map((child, index) => cell("td", child, index))))),
    ),
  );
}

export function quiet(text: string): HTMLElement {
  return element("p", { class: "quiet" }, text);
}

/** Something that is looked up by itself: says that it is under way, what came, or why it did not and offers another try. */
export function looked(speech: Speech, load: () => Promise<Child>): HTMLElement {
  const place = element("div", { class: "looked" });
  const look = async (): Promise<void> => {
    place.replaceChildren(element("p", { class: "quiet looking" }, speech.say("deskLooking")));
    try {
      place.replaceChildren((await load()) ?? "");
    } catch (failure) {
      place.replaceChildren(refusal(speech, failure), button(speech.say("deskAgain"), () => void look()));
    }
  };
  void look();
  return place;
}

/** Why something did not work, in the service's own words where it said any. */
export function refusal(speech: Speech, failure: unknown): HTMLElement {
  return element("p", { class: "refusal", role: "alert" }, reason(speech, failure));
}

export function reason(speech: Speech, failure: unknown): string {
  if (!(failure instanceof Refused)) {
    return speech.say("deskNoConnection");
  }
  const { errors } = (failure.problem ?? {}) as { errors?: readonly { message?: string; text?: Text }[] };
  return [failure.message, ...(errors ?? []).map((error) => speech.pick(error.text, error.message ?? ""))].filter(Boolean).join(" ");
}

/** A share of a whole, drawn. */
export function progress(label: string, done: number): HTMLElement {
  return element("progress", { class: "progress", max: "1", value: String(Math.min(1, Math.max(0, done))), "aria-label": label });
}

/** How far something has come between two instants. */
export function between(from: string, to: string, reached: string | undefined): number {
  const start = Date.parse(from);
  const whole = Date.parse(to) - start;
  return reached === undefined || whole <= 0 ? 0 : (Date.parse(reached) - start) / whole;
}

const FIRST_LOOK_MS = 800;
const SLOWEST_LOOK_MS = 5_000;

/** A look that takes longer is given up: the next one may be answered. */
const PATIENCE_MS = 20_000;

/** Looks again until it is told to stop, ever less often. What is asked for it ends with the signal. Answers how to leave. */
export function keepLooking(look: (end: AbortSignal) => Promise<boolean>): () => void {
  let left = false;
  let wait = FIRST_LOOK_MS;
  const again = async (): Promise<void> => {
    const goOn = await look(AbortSignal.timeout(PATIENCE_MS)).catch(() => true);
    if (goOn && !left) {
      wait = Math.min(SLOWEST_LOOK_MS, wait * 1.3);
      setTimeout(() => void again(), wait);
    }
  };
  setTimeout(() => void again(), wait);
  return () => {
    left = true;
  };
}
