import { element } from "./dom.ts";
import type { Speech } from "./language.ts";
import { type MessageKey, messages } from "./messages.ts";
import { type Person, Refused, signIn, signOut, token, whenRevoked, whoAmI } from "./session.ts";

/** What a page shows to somebody who is signed in; answers what to do when they leave. */
export type Shows = (person: Person, place: HTMLElement) => (() => void) | void;

/**
 * The door of a page that needs a role: asks who one is, says so, and shows the page to them alone.
 * How one comes by a token is the form's matter; everything behind `enter` only knows the token.
 */
export class SignIn {
  private readonly place = element("div", { class: "signed-in-place" });
  private readonly told = element("p", { class: "unseen", role: "status" });
  private readonly speech: Speech;
  private readonly title: string;
  private readonly lead: string;
  private readonly shows: Shows;
  private leave: (() => void) | undefined;
  private isIn = false;

  constructor(speech: Speech, main: HTMLElement, page: { title: string; lead: string; shows: Shows }) {
    this.speech = speech;
    this.title = page.title;
    this.lead = page.lead;
    this.shows = page.shows;
    main.replaceChildren(this.place, this.told);
    whenRevoked(() => {
      if (this.isIn) {
        this.ask("signInRevoked");
      }
    });
    if (token() === null) {
      this.ask();
    } else {
      this.place.replaceChildren(this.heading(), element("p", { class: "quiet", role: "status" }, speech.say("signInChecking")));
      void this.recognise();
    }
  }

  private heading(): HTMLElement {
    return element("h1", {}, this.title);
  }

  private ask(problem?: MessageKey): void {
    this.leave?.();
    this.leave = undefined;
    this.isIn = false;
    const form = new TokenForm(this.speech, async (given) => {
      signIn(given);
      await this.recognise(form);
    });
    this.place.replaceChildren(this.heading(), element("p", { class: "page-lead" }, this.lead), form.root);
    if (problem !== undefined) {
      form.refuse(this.speech.say(problem));
    }
  }

  private async recognise(form?: TokenForm): Promise<void> {
    try {
      this.welcome(await whoAmI());
    } catch (failure) {
      const reason = reasonOf(failure);
      // A token that was not refused is kept: the service may be back in a moment.
      if (reason === "signInUnknown") {
        signOut();
      }
      if (form?.root.isConnected === true) {
        form.refuse(this.speech.say(reason));
      } else {
        this.ask(reason === "signInUnknown" ? "signInRevoked" : reason);
      }
    }
  }

  private welcome(person: Person): void {
    const { speech } = this;
    this.isIn = true;
    const below = element("div", { class: "signed-in-page" });
    this.place.replaceChildren(element("div", { class: "page-head" }, this.heading(), this.card(person)), below);
    this.told.textContent = `${speech.say("signedInAs", { name: person.name })}, ${roleName(speech, person.role)}`;
    this.leave = this.shows(person, below) ?? undefined;
  }

  private card(person: Person): HTMLElement {
    const { speech } = this;
    const out = element("button", { class: "button", type: "button", "data-sign-out": true }, speech.say("signOut"));
    out.addEventListener("click", () => {
      signOut();
      this.ask();
      this.told.textContent = speech.say("signedOut");
    });
    return element(
      "div",
      { class: "person" },
      element("p", { class: "person-name" }, element("strong", {}, person.name), element("span", { class: "tag" }, roleName(speech, person.role))),
      element(
        "details",
        { class: "person-rights" },
        element("summary", {}, speech.say("mayWhat")),
        element("ul", { class: "plain-list" }, ...person.rights.map((right) => element("li", {}, rightName(speech, right)))),
      ),
      out,
    );
  }
}

/** Where a token is pasted. */
class TokenForm {
  readonly root: HTMLFormElement;
  private readonly field: HTMLInputElement;
  private readonly button: HTMLButtonElement;
  private readonly problem = element("p", { class: "form-problem", id: "token-problem", role: "alert" });
  private readonly speech: Speech;
  private readonly enter: (token: string) => Promise<void>;

  constructor(speech: Speech, enter: (token: string) => Promise<void>) {
    this.speech = speech;
    this.enter = enter;
    this.field = element("input", {
      class: "field",
      id: "token",
      type: "password",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      maxlength: 512,
      "aria-describedby": "token-help token-problem",
    });
    this.button = element("button", { class: "button main-action", type: "submit" }, speech.say("signIn"));
    this.root = element(
      "form",
      { class: "sign-in panel" },
      element("h2", {}, speech.say("signInTitle")),
      element("label", { for: "token" }, speech.say("signInToken")),
      element("div", { class: "field-with-button" }, this.field, this.reveal()),
      this.problem,
      element("p", { class: "quiet small", id: "token-help" }, speech.say("signInTokenHelp"), " ", element("code", {}, "./bypuls token add NAME --role ROLE")),
      this.button,
      element("p", { class: "quiet small" }, speech.say("signInKept")),
    );
    this.root.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.submit();
    });
  }

  refuse(why: string): void {
    this.problem.textContent = why;
    this.field.setAttribute("aria-invalid", "true");
    this.field.focus();
  }

  private reveal(): HTMLElement {
    const button = element("button", { class: "button", type: "button", "aria-pressed": "false" }, this.speech.say("signInShow"));
    button.addEventListener("click", () => {
      const shown = this.field.type === "text";
      this.field.type = shown ? "password" : "text";
      button.textContent = this.speech.say(shown ? "signInShow" : "signInHide");
      button.setAttribute("aria-pressed", String(!shown));
    });
    return button;
  }

  private async submit(): Promise<void> {
    const given = this.field.value.trim();
    if (given === "") {
      this.refuse(this.speech.say("signInEmpty"));
      return;
    }
    this.problem.textContent = "";
    this.field.removeAttribute("aria-invalid");
    this.button.disabled = true;
    this.button.textContent = this.speech.say("signInChecking");
    await this.enter(given);
    this.button.disabled = false;
    this.button.textContent = this.speech.say("signIn");
  }
}

/** What to say where nobody can be told who they are. */
export function reasonOf(failure: unknown): MessageKey {
  if (!(failure instanceof Refused)) {
    return "signInOffline";
  }
  if (failure.status === 401) {
    return "signInUnknown";
  }
  return failure.status === 429 ? "signInTooMany" : "signInAway";
}

export function roleName(speech: Speech, role: string): string {
  return named(speech, `role-${role}`, role);
}

function rightName(speech: Speech, right: string): string {
  return named(speech, `may-${right}`, right);
}

/** The words for an id, such as maySeeAudit for may-see-audit; the id itself where there are none yet. */
function named(speech: Speech, id: string, fallback: string): string {
  const key = id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return key in messages.da ? speech.say(key as MessageKey) : fallback;
}
