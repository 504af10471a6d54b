import { section } from "../dataset/section.ts";
import { dayText } from "../page/duration.ts";
import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { MessageKey } from "../page/messages.ts";
import { send } from "../page/sending.ts";
import { CopyBox } from "../page/snippet-box.ts";

interface Given {
  readonly key: string;
  readonly forgottenAt: string;
}

/** How much may be asked, and a key for those who need more. */
export class Keys {
  readonly node: HTMLElement;
  private readonly now = element("p");
  private readonly body = element("div", { class: "key" });
  private readonly name = element("input", { id: "key-name", maxlength: "64", autocomplete: "off", spellcheck: "false" });
  private readonly purpose = element("textarea", { id: "key-purpose", rows: "3", maxlength: "1000" });
  private readonly contact = element("input", { id: "key-contact", maxlength: "200", autocomplete: "email" });
  private readonly trouble = element("p", { class: "trouble", role: "alert" });
  private readonly button: HTMLButtonElement;
  private readonly speech: Speech;

  constructor(speech: Speech) {
    this.speech = speech;
    this.button = element("button", { class: "button strong", type: "submit" }, speech.say("devKeyAsk"));
    this.node = section("limits", speech.say("devLimits"), this.now, element("p", { class: "quiet" }, speech.say("devLimitsCheap")), element("h3", {}, speech.say("devKey")), element("p", { class: "quiet" }, speech.say("devKeyLine")), this.body);
    const field = (control: HTMLElement, key: MessageKey): HTMLElement => element("div", { class: "field" }, element("label", { for: control.id }, speech.say(key)), control);
    const form = element("form", { novalidate: true }, field(this.name, "devKeyName"), field(this.purpose, "devKeyPurpose"), field(this.contact, "devKeyContact"), this.trouble, this.button);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.ask();
    });
    this.body.append(form);
    void this.limits();
  }

  /** Every answer says what the share is. */
  private async limits(): Promise<void> {
    const header = await fetch("/v1/datasets", { credentials: "omit" }).then(
      (answer) => answer.headers.get("RateLimit-Policy"),
      () => null,
    );
    const told = /q=(\d+);w=(\d+)/.exec(header ?? "");
    this.now.hidden = told === null;
    if (told !== null) {
      this.now.textContent = this.speech.say("devLimitsNow", { count: Number(told[1]).toLocaleString(this.speech.locale), seconds: told[2] ?? "" });
    }
  }

  private async ask(): Promise<void> {
    const { speech } = this;
    const name = this.name.value.trim();
    const purpose = this.purpose.value.trim();
    const contact = this.contact.value.trim();
    this.trouble.textContent = name === "" || purpose === "" ? speech.say("devKeyMissing") : /^[a-z0-9-]{1,64}$/.test(name) ? "" : speech.say("devKeyBadName");
    if (this.trouble.textContent !== "") {
      (purpose === "" && name !== "" ? this.purpose : this.name).focus();
      return;
    }
    this.button.disabled = true;
    this.button.textContent = speech.say("devKeyAsking");
    const sent = await send<Given>("/v1/keys", { name, purpose, ...(contact === "" ? {} : { contact }) });
    this.button.disabled = false;
    this.button.textContent = speech.say("devKeyAsk");
    if ("refused" in sent) {
      this.trouble.textContent = speech.say("devKeyFailed", { why: sent.refused });
    } else {
      this.given(sent.answer);
    }
  }

  private given({ key, forgottenAt }: Given): void {
    const { speech } = this;
    const box = new CopyBox(speech, speech.say("devKeyGiven"));
    box.show(key);
    const thanks = element("p", { class: "key-given", tabindex: "-1" }, speech.say("devKeyGiven"));
    this.body.replaceChildren(thanks, box.node, element("p", {}, speech.say("devKeyUse", { date: dayText(Date.parse(forgottenAt), speech) })));
    thanks.focus();
  }
}
