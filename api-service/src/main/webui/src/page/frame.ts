import sign from "../design/bypuls.svg";
import { element } from "./dom.ts";
import type { Speech } from "./language.ts";
import type { MessageKey } from "./messages.ts";
import { isDark, samePage, siteLink } from "./site.ts";

/** The pages one gets to from every page. */
const WAYS: readonly { readonly path: string; readonly name: MessageKey }[] = [
  { path: "/", name: "pageCity" },
  { path: "/wall", name: "pageWall" },
  { path: "/developers", name: "pageDevelopers" },
  { path: "/status", name: "pageStatus" },
  { path: "/console", name: "pageConsole" },
  { path: "/desk", name: "pageDesk" },
];

/** The top of every page: name, ways to the other pages, language and colours; `live` is what a page has to say of itself there. */
export function pageTop(speech: Speech, skipTo: string, live?: HTMLElement): HTMLElement {
  const ways = element(
    "nav",
    { class: "frame-ways", "aria-label": speech.say("pages") },
    ...WAYS.map(({ path, name }) => element("a", { href: siteLink(path), "aria-current": location.pathname === path ? "page" : null }, speech.say(name))),
  );
  requestAnimationFrame(() => currentInSight(ways));
  return element(
    "header",
    { class: "frame-top" },
    element("a", { class: "skip unseen", href: `#${skipTo}` }, speech.say("skipToContent")),
    element("a", { class: "frame-brand", href: siteLink("/") }, element("img", { src: sign, alt: "", width: "28", height: "28" }), "Bypuls"),
    ways,
    live,
    element("div", { class: "switches" }, languages(speech), colours(speech)),
  );
}

/** On a phone ways are wider than the page: the one that is shown is in sight. */
export function currentInSight(ways: HTMLElement): void {
  const current = ways.querySelector<HTMLElement>("[aria-current]");
  ways.scrollLeft = current === null ? 0 : current.offsetLeft - ways.offsetLeft - (ways.clientWidth - current.offsetWidth) / 2;
}

/** The page's address has changed: language and colours of this very page follow it. */
export function topMoved(top: HTMLElement, speech: Speech): void {
  const switches = top.querySelector(".switches");
  const focused = (document.activeElement as HTMLElement | null)?.dataset["colours"] !== undefined;
  switches?.replaceChildren(languages(speech), colours(speech));
  if (focused) {
    switches?.querySelector<HTMLElement>("[data-colours]")?.focus();
  }
}

function languages(speech: Speech): HTMLElement {
  const link = (code: "da" | "en", text: string): HTMLElement =>
    element("a", { class: "button", href: samePage({ lang: code }), lang: code, hreflang: code, "aria-current": code === speech.language ? "true" : null, "data-language": code }, text);
  return element("nav", { class: "pair", "aria-label": speech.say("language") }, link("da", "Dansk"), link("en", "English"));
}

function colours(speech: Speech): HTMLElement {
  const to = isDark() ? "light" : "dark";
  const name = speech.say(to === "dark" ? "toDark" : "toLight");
  return element("a", { class: "button", href: samePage({ colour: to }), "data-colours": true, "aria-label": `${speech.say("colour")}: ${name}` }, name);
}

/** What is around every page but the map, which has a footer of its own. */
export class Frame {
  readonly main = element("main", { class: "page-main", id: "main", tabindex: "-1" });
  private readonly top: HTMLElement;
  private readonly speech: Speech;

  constructor(speech: Speech, root: HTMLElement, title: string) {
    this.speech = speech;
    this.top = pageTop(speech, "main");
    this.title(title);
    root.replaceChildren(this.top, this.main, this.footer());
  }

  /** The page's address has changed: what keeps it follows. */
  moved(): void {
    topMoved(this.top, this.speech);
  }

  title(title: string): void {
    document.title = `${title} · Bypuls`;
  }

  private footer(): HTMLElement {
    const { speech } = this;
    return element(
      "footer",
      { class: "bottom quiet" },
      element("a", { href: siteLink("/developers") }, speech.say("pageDevelopers")),
      element("a", { href: siteLink("/status") }, speech.say("pageStatus")),
      element("span", {}, speech.say("privacy")),
    );
  }
}
