import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { Confirmation } from "./confirm.ts";
import type { DatasetDesk } from "./desk-api.ts";
import { button, looked, quiet, reason, section } from "./parts.ts";
import { type Step, may } from "./shapes.ts";
import { moment } from "./telling.ts";

/** Who is invited to the pilot. A key is shown once, and never again. */
export function keysPart(speech: Speech, desk: DatasetDesk, steps: readonly Step[]): HTMLElement {
  const invites = may(steps, "invite");
  const place = element("div", {});
  const again = (): void => place.replaceChildren(may(steps, "see-keys") ? looked(speech, () => list()) : quiet(speech.say("deskKeysRole")));
  const list = async (): Promise<HTMLElement> => {
    const keys = await desk.keys();
    return keys.length === 0
      ? quiet(speech.say("deskKeysNone"))
      : element("ul", { class: "keys" }, ...keys.map((key) => element("li", {}, element("strong", {}, key.name), element("span", { class: "quiet small" }, ` ${speech.say("deskKeySince", { when: moment(speech, key.createdAt) })} `), invites ? revoke(speech, desk, key.name, again) : null)));
  };
  again();
  return section("keys", speech.say("deskKeys"), quiet(speech.say("deskKeysWhy")), invites ? invitation(speech, desk, again) : null, place);
}

function invitation(speech: Speech, desk: DatasetDesk, again: () => void): HTMLElement {
  const name = element("input", { class: "field", id: "key-name", type: "text", required: true, maxlength: 64, pattern: "[a-z0-9\\-]{1,64}", autocomplete: "off", "aria-describedby": "key-name-help" });
  const problem = element("p", { class: "form-problem", role: "alert" });
  const made = element("div", { "aria-live": "polite" });
  const form = element(
    "form",
    { class: "invitation labelled" },
    element("label", { for: "key-name" }, speech.say("deskKeyName")),
    element("div", { class: "field-with-button" }, name, element("button", { class: "button", type: "submit" }, speech.say("deskInvite"))),
    element("p", { class: "quiet small", id: "key-name-help" }, speech.say("deskKeyNameHelp")),
    problem,
    made,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    problem.textContent = "";
    desk
      .makeKey(name.value.trim())
      .then((key) => {
        name.value = "";
        made.replaceChildren(shownOnce(speech, key));
        again();
      })
      .catch((failure: unknown) => (problem.textContent = reason(speech, failure)));
  });
  return form;
}

function shownOnce(speech: Speech, made: { name: string; key: string }): HTMLElement {
  const copied = button(speech.say("deskCopy"), () => {
    void navigator.clipboard.writeText(made.key).then(() => (copied.textContent = speech.say("deskCopied")));
  });
  const panel = element(
    "div",
    { class: "panel shown-once" },
    element("p", {}, element("strong", {}, speech.say("deskKeyMade", { name: made.name }))),
    element("code", { class: "key-itself" }, made.key),
    element("div", { class: "next-acts" }, copied, button(speech.say("deskKeyTaken"), () => panel.remove())),
  );
  return panel;
}

function revoke(speech: Speech, desk: DatasetDesk, name: string, again: () => void): HTMLElement {
  return button(
    speech.say("deskRevoke"),
    () =>
      new Confirmation(speech, {
        title: speech.say("deskRevokeTitle", { name }),
        words: [speech.say("deskRevokeWhat")],
        act: speech.say("deskRevoke"),
        grave: true,
        run: async () => {
          await desk.revokeKey(name);
          again();
        },
      }).open(),
    { "aria-label": `${speech.say("deskRevoke")} ${name}` },
  );
}
