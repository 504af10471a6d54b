import { element } from "../page/dom.ts";
import { problemDetail } from "../page/states.ts";
import { dump } from "./bytes.ts";
import type { Desk } from "./console-page.ts";
import { type Original, type QuarantineEntry, opened, quarantine } from "./inner.ts";
import { button, input, labelled, moment, number, readingsList, worded } from "./words.ts";

/** One message that was set aside; its content only for those whose role may open it, and they say why. */
export function entryPanel(desk: Desk, name: string, known: QuarantineEntry | undefined): HTMLElement {
  const { speech } = desk;
  const panel = element("div", { class: "panel entry", "data-entry-panel": name }, element("h3", {}, speech.say("entry", { name })));
  if (known === undefined) {
    panel.append(element("p", { class: "quiet" }, speech.say("entryFurtherBack")));
  } else {
    panel.append(...about(desk, known));
  }
  panel.append(desk.may("work-on-quarantine") ? content(desk, name) : element("p", { class: "quiet" }, speech.say("contentNotForRole")));
  return panel;
}

function about(desk: Desk, entry: QuarantineEntry): HTMLElement[] {
  const { speech } = desk;
  const fact = (term: string, value: string | undefined): HTMLElement | null => (value === undefined ? null : element("div", {}, element("dt", { class: "quiet" }, term), element("dd", {}, value)));
  return [
    element("p", {}, element("strong", {}, worded(speech, "reason", entry.reason))),
    element("p", { class: "advice" }, worded(speech, "advice", entry.reason)),
    element("p", { class: "small quiet", lang: "en" }, entry.detail),
    element(
      "dl",
      { class: "facts" },
      fact(speech.say("source"), entry.source),
      fact(speech.say("receivedAt"), moment(speech, entry.receivedAt)),
      fact(speech.say("replayable"), entry.replayable ? speech.say("replayableYes") : (entry.whyNot ?? speech.say("replayableNo"))),
    ),
  ];
}

function content(desk: Desk, name: string): HTMLElement {
  const { speech } = desk;
  const place = element("div", { class: "content" });
  const why = input("open-why", "", () => undefined, { maxlength: "1000" });
  const problem = element("p", { class: "form-problem", role: "alert" });
  const open = button(
    speech.say("openContent"),
    () => {
      const message = why.value.trim();
      if (message === "") {
        problem.textContent = speech.say("openNeedsWhy");
        why.focus();
        return;
      }
      open.disabled = true;
      opened(name, message).then(
        (entry) => place.replaceChildren(...shown(desk, entry.original)),
        (failure: unknown) => {
          open.disabled = false;
          problem.textContent = problemDetail(speech, failure);
        },
      );
    },
    { "data-open": true },
  );
  place.append(labelled(speech.say("openWhy"), why, speech.say("openWritten")), problem, open);
  return place;
}

function shown(desk: Desk, original: Original | undefined): HTMLElement[] {
  const { speech } = desk;
  if (original === undefined) {
    return [element("p", { class: "quiet" }, speech.say("contentGone"))];
  }
  if (original.readings !== undefined) {
    return [readingsList(speech, (quantity) => quantity, original.readings)];
  }
  const bytes = original.text === undefined ? Uint8Array.from(atob(original.base64 ?? ""), (letter) => letter.charCodeAt(0)) : new TextEncoder().encode(original.text);
  return [
    element("p", { class: "quiet small" }, [original.topic, original.contentType, speech.say("bytesCount", { count: number(speech, original.bytes) })].filter((each) => each !== undefined).join(" · ")),
    original.text === undefined ? null : element("h4", {}, speech.say("asText")),
    original.text === undefined ? null : element("pre", { class: "code-block", tabindex: "0", "data-content": "text" }, pretty(original.text)),
    element("h4", {}, speech.say("asBytes")),
    element("pre", { class: "code-block", tabindex: "0", "data-content": "bytes" }, dump(bytes)),
  ].filter((each) => each !== null);
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** Whether there is anything that was set aside of a device since then; what the first one was. */
export async function firstSetAside(source: string, device: string, from: string): Promise<QuarantineEntry | undefined> {
  return (await quarantine({ source, device, from }, 1)).entries[0];
}
