import { type Detail, below } from "../api/details.ts";
import { fetchJson } from "../api/open-api.ts";
import type { Cell } from "../chart/cells.ts";
import { spanText, valueOf } from "../chart/words.ts";
import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { MessageKey } from "../page/messages.ts";
import { send } from "../page/sending.ts";
import { CopyBox } from "../page/snippet-box.ts";
import type { Question } from "./question.ts";
import { section } from "./section.ts";

interface Seen {
  readonly state: string;
  readonly answer?: string;
}

const STATES: Record<string, MessageKey> = {
  received: "feedState_received",
  "being-looked-at": "feedState_being_looked_at",
  answered: "feedState_answered",
  mended: "feedState_mended",
  declined: "feedState_declined",
};

/** A word to the owner, and the secret address at which to see what becomes of it. */
export class Feedback {
  readonly node: HTMLElement;
  private readonly body = element("div");
  private readonly text = element("textarea", { id: "feed-text", rows: "5", maxlength: "4000", required: true });
  private readonly contact = element("input", { id: "feed-contact", maxlength: "200", autocomplete: "email" });
  private readonly about = element("select", { id: "feed-about" });
  private readonly trouble = element("p", { class: "trouble", role: "alert" });
  private readonly button: HTMLButtonElement;
  private readonly detail: Detail;
  private readonly speech: Speech;
  private window: Record<string, string> | undefined;

  constructor(detail: Detail, speech: Speech) {
    this.detail = detail;
    this.speech = speech;
    this.button = element("button", { class: "button strong", type: "submit" }, speech.say("feedSend"));
    this.node = section("feedback", speech.say("feedHead"), element("p", { class: "quiet" }, speech.say("feedLine")), this.body);
    this.about.append(element("option", { value: "all" }, speech.say("feedAboutAll")));
    this.offer();
  }

  /** The newest figure of the curve can be what it is about. */
  show(question: Question, cells: readonly Cell[]): void {
    if (this.about.value === "window" || document.activeElement === this.about) {
      // It stays about what was looked at.
      return;
    }
    const { spot, quantity, resolution } = question;
    const last = [...cells].reverse().find(({ gap }) => gap !== "not-yet");
    while (this.about.options.length > 1) {
      this.about.remove(1);
    }
    this.window = undefined;
    if (last !== undefined) {
      const { start, sensor } = last.row;
      this.window = { resolution, start, quantity: quantity.id, ...(spot.isArea ? { area: spot.id } : { place: spot.id }), ...(sensor === undefined ? {} : { sensor }) };
      const measured = { unit: quantity.unit ?? "", kind: quantity.kind, places: quantity.places };
      const what = `${this.speech.pick(quantity.name, quantity.id)}, ${spanText(last.start, last.end, resolution, this.speech)}: ${valueOf(last, measured, this.speech)}`;
      this.about.append(element("option", { value: "window" }, this.speech.say("feedAboutThis", { what })));
    }
  }

  private offer(): void {
    const { speech } = this;
    const field = (control: HTMLElement, key: MessageKey): HTMLElement => element("div", { class: "field" }, element("label", { for: control.id }, speech.say(key)), control);
    const form = element("form", { novalidate: true }, field(this.text, "feedText"), field(this.about, "feedAbout"), field(this.contact, "feedContact"), this.trouble, this.button);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.send();
    });
    this.body.replaceChildren(form);
  }

  private async send(): Promise<void> {
    const { speech } = this;
    const text = this.text.value.trim();
    this.trouble.textContent = "";
    if (text === "") {
      this.trouble.textContent = speech.say("feedEmpty");
      this.text.focus();
      return;
    }
    this.button.disabled = true;
    this.button.textContent = speech.say("feedSending");
    const contact = this.contact.value.trim();
    const window = this.about.value === "window" ? this.window : undefined;
    const sent = await send<Seen & { address: string }>(below(this.detail.id, "/feedback"), { text, ...(contact === "" ? {} : { contact }), ...(window === undefined ? {} : { window }) });
    this.button.disabled = false;
    this.button.textContent = speech.say("feedSend");
    if ("refused" in sent) {
      this.trouble.textContent = speech.say("feedFailed", { why: sent.refused });
    } else {
      this.text.value = "";
      this.taken(sent.answer);
    }
  }

  private taken(answer: Seen & { address: string }): void {
    const { speech } = this;
    const box = new CopyBox(speech, speech.say("feedAddress"));
    box.show(answer.address);
    const state = element("p", { class: "feed-state", role: "status" });
    const tell = (seen: Seen): void => {
      const key = STATES[seen.state];
      const told = `${speech.say("feedState")}: ${key === undefined ? seen.state : speech.say(key)}`;
      state.textContent = seen.answer === undefined ? told : `${told}. ${speech.say("feedAnswer")}: ${seen.answer}`;
    };
    tell(answer);
    const look = element("button", { class: "button", type: "button" }, speech.say("feedLook"));
    look.addEventListener("click", () => void fetchJson<Seen>(answer.address).then(tell, (why: Error) => (state.textContent = why.message)));
    const again = element("button", { class: "button", type: "button" }, speech.say("feedAgain"));
    again.addEventListener("click", () => {
      this.offer();
      this.text.focus();
    });
    const thanks = element("p", { class: "feed-thanks", tabindex: "-1" }, speech.say("feedSent"));
    this.body.replaceChildren(thanks, element("p", {}, speech.say("feedKeep")), box.node, state, element("p", { class: "row" }, look, again));
    thanks.focus();
  }
}
