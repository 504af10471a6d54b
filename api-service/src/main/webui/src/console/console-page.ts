import { element } from "../page/dom.ts";
import { currentInSight } from "../page/frame.ts";
import type { Speech } from "../page/language.ts";
import type { MessageKey } from "../page/messages.ts";
import type { Person } from "../page/session.ts";
import { samePage } from "../page/site.ts";
import { Registry } from "./inner.ts";

/** What every part of the console works with. */
export interface Desk {
  readonly speech: Speech;
  readonly registry: Registry;
  may(right: string): boolean;
  /** The address of another part, in this language and these colours. */
  link(view: ViewName, parameters?: Record<string, string>): string;
  go(view: ViewName, parameters?: Record<string, string>): void;
  /** Said to those who do not see it. */
  tell(words: string): void;
}

/** A part of the console; answers what to do when it is left. */
export type View = (desk: Desk, place: HTMLElement, parameters: URLSearchParams) => (() => void) | void;

export type ViewName = "sources" | "devices" | "connect" | "decoders" | "quarantine" | "map";

export interface Part {
  readonly name: ViewName;
  readonly title: MessageKey;
  readonly view: View;
}

/** The console of one signed-in person: its parts, one of them shown at a time, each with an address. */
export class ConsolePage {
  private readonly desk: Desk;
  private readonly parts: readonly Part[];
  private readonly ways = element("nav", { class: "console-ways" });
  private readonly place = element("section", { class: "console-part" });
  private readonly told = element("p", { class: "unseen", role: "status" });
  private leave: (() => void) | undefined;
  private readonly back = (): void => this.show(false);

  constructor(speech: Speech, person: Person, parts: readonly Part[], place: HTMLElement) {
    this.parts = parts;
    this.desk = {
      speech,
      registry: new Registry(),
      may: (right) => person.rights.includes(right),
      link: (view, parameters) => this.link(view, parameters),
      go: (view, parameters) => {
        history.pushState(null, "", this.link(view, parameters));
        this.show(true);
      },
      tell: (words) => (this.told.textContent = words),
    };
    this.ways.setAttribute("aria-label", speech.say("consoleParts"));
    place.append(this.ways, this.place, this.told);
    place.addEventListener("click", (event) => this.follow(event));
    addEventListener("popstate", this.back);
    this.show(false);
  }

  close(): void {
    removeEventListener("popstate", this.back);
    this.leave?.();
  }

  private link(view: ViewName, parameters: Record<string, string> = {}): string {
    const own = Object.fromEntries([...new URLSearchParams(location.search).keys()].filter((name) => name !== "lang" && name !== "colour").map((name) => [name, null]));
    return samePage({ ...own, view, ...parameters });
  }

  /** A link to another part changes the part, not the page: what is signed in and read stays. */
  private follow(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (link === null || !plain || link.hasAttribute("download") || !(link.getAttribute("href") ?? "").startsWith(`${location.pathname}?`)) {
      return;
    }
    event.preventDefault();
    history.pushState(null, "", link.href);
    this.show(true);
  }

  private show(moved: boolean): void {
    const parameters = new URLSearchParams(location.search);
    const part = this.parts.find(({ name }) => name === parameters.get("view")) ?? this.parts[0];
    if (part === undefined) {
      return;
    }
    this.leave?.();
    this.ways.replaceChildren(
      ...this.parts.map(({ name, title }) => element("a", { href: this.link(name), "aria-current": name === part.name ? "page" : null, "data-part": name }, this.desk.speech.say(title))),
    );
    currentInSight(this.ways);
    const heading = element("h2", { class: "part-title", tabindex: "-1" }, this.desk.speech.say(part.title));
    const body = element("div", { class: "part-body" });
    this.place.replaceChildren(heading, body);
    this.place.dataset["part"] = part.name;
    this.leave = part.view(this.desk, body, parameters) ?? undefined;
    if (moved) {
      heading.focus({ preventScroll: true });
      scrollTo({ top: 0 });
    }
  }
}

/** Does something at once and then again and again, never twice at the same time, and not while nobody looks. */
export function regularly(every: number, work: () => Promise<void>): () => void {
  let ended = false;
  let timer = 0;
  const turn = async (): Promise<void> => {
    if (!document.hidden) {
      await work();
    }
    if (!ended) {
      timer = window.setTimeout(() => void turn(), every);
    }
  };
  void turn();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
