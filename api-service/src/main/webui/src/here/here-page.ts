import { measuredAt } from "../dataset/question.ts";
import { facts } from "../dataset/section.ts";
import { durationWords } from "../page/duration.ts";
import { element } from "../page/dom.ts";
import type { Frame } from "../page/frame.ts";
import type { Speech } from "../page/language.ts";
import { message } from "../page/message.ts";
import { siteLink } from "../page/site.ts";
import { spotName } from "../page/spots.ts";
import { FiguresNow } from "./figures-now.ts";
import { type MeasuredHere, measuredHere } from "./measured-here.ts";
import { sign } from "./sign.ts";

const AGAIN_MS = 10_000;

/** The page of a place, as one gets to it from the code on the pole. */
export class HerePage {
  private readonly frame: Frame;
  private readonly speech: Speech;
  private readonly place: string;

  constructor(frame: Frame, speech: Speech, place: string) {
    this.frame = frame;
    this.speech = speech;
    this.place = place;
  }

  async open(): Promise<void> {
    const { frame, speech } = this;
    frame.main.replaceChildren(element("p", { class: "quiet", role: "status" }, speech.say("hereLoading")));
    try {
      const here = await measuredHere(this.place);
      const [first] = here;
      if (first === undefined) {
        this.unknown();
      } else {
        this.show(first, here);
      }
    } catch {
      this.away();
    }
  }

  private show(first: MeasuredHere, here: readonly MeasuredHere[]): void {
    const { frame, speech } = this;
    const name = spotName(first.spot, speech);
    const now = new FiguresNow(here, speech);
    frame.title(`${name}: ${speech.say("hereTitle")}`);
    frame.main.replaceChildren(
      element("p", { class: "kicker" }, speech.say("hereTitle")),
      element("h1", {}, name),
      here.some(({ detail }) => detail.simulated) ? element("p", { class: "badges" }, element("span", { class: "badge wait" }, speech.say("simulatedCity"))) : "",
      this.threeLines(here),
      element("section", { "aria-labelledby": "figures" }, element("h2", { id: "figures" }, speech.say("hereNow")), now.node),
      ...here.map((one) => this.dataset(one)),
      this.pole(name, here),
    );
    void now.begin(here);
  }

  private threeLines(here: readonly MeasuredHere[]): HTMLElement {
    const { speech } = this;
    const line = (name: string, ...value: (Node | string)[]): HTMLElement => element("div", {}, element("dt", {}, name), element("dd", {}, ...value));
    const quantities = here.flatMap(({ detail, spot }) => measuredAt(detail, spot).map((one) => speech.pick(one.name, one.id)));
    const once = (all: readonly (string | undefined)[]): string[] => [...new Set(all.filter((one) => one !== undefined && one !== ""))] as string[];
    const list = new Intl.ListFormat(speech.locale).format(once(quantities));
    return element(
      "dl",
      { class: "three-lines" },
      line(speech.say("lineWhat"), speech.say("hereMeasures", { quantities: list })),
      line(speech.say("lineWhy"), once(here.map(({ detail }) => speech.pick(detail.purpose, ""))).join(" ") || speech.say("notStated")),
      line(speech.say("lineWho"), once(here.map(({ detail }) => detail.owner)).join("; ") || speech.say("notStated")),
    );
  }

  /** All that those who are measured may want to know of one dataset. */
  private dataset({ detail, spot }: MeasuredHere): HTMLElement {
    const { speech } = this;
    const link = siteLink(`/datasets/${encodeURIComponent(detail.id)}?${new URLSearchParams({ [spot.isArea ? "area" : "place"]: spot.id })}`);
    const { contact, licence = "", retention } = detail;
    const group = detail.policies[detail.policies.length - 1]?.smallestGroup;
    const protectedHow = !detail.isProtected ? speech.say("hereProtectedOpen") : group === undefined ? "" : speech.say("hereProtectedGroup", { group });
    const more = element("a", { href: siteLink(`/datasets/${encodeURIComponent(detail.id)}#protection`) }, speech.say("hereProtectedMore"));
    const title = speech.pick(detail.title, detail.id);
    return element(
      "section",
      { class: "about", "aria-label": title },
      element("h2", {}, title),
      facts([
        [speech.say("herePurpose"), speech.pick(detail.purpose, "") || null],
        [speech.say("hereOwner"), detail.owner ?? null],
        [speech.say("hereContact"), contact === undefined ? null : contact.includes("@") ? element("a", { href: `mailto:${contact}` }, contact) : contact],
        [speech.say("hereRetention"), retention === undefined ? null : durationWords(retention, speech)],
        [speech.say("hereRecipients"), speech.say(detail.isProtected ? "hereRecipientsProtected" : "hereRecipientsOpen", { licence })],
        [speech.say("hereProtected"), element("span", {}, `${protectedHow} `, more)],
        [speech.say("hereBasis"), detail.legalBasis ?? null],
      ]),
      element("p", {}, element("a", { class: "button", href: link }, speech.say("hereDataset"))),
    );
  }

  private pole(name: string, here: readonly MeasuredHere[]): HTMLElement {
    const { speech } = this;
    const print = element("button", { class: "button strong", type: "button" }, speech.say("herePrint"));
    print.addEventListener("click", () => globalThis.print());
    // Without language and colours: whoever comes has their own.
    const address = `${location.origin}${location.pathname}`;
    return element(
      "section",
      { class: "pole", "aria-labelledby": "pole" },
      element("h2", { id: "pole" }, speech.say("hereSign")),
      element("p", { class: "quiet" }, speech.say("hereSignLine")),
      element("p", {}, print),
      sign(name, this.threeLines(here), address, speech),
    );
  }

  private unknown(): void {
    const { frame, speech } = this;
    frame.title(speech.say("hereUnknown"));
    frame.main.replaceChildren(message(speech.say("hereUnknown"), speech.say("hereUnknownWhy"), element("a", { class: "button", href: siteLink("/") }, speech.say("toTheCity"))));
  }

  private away(): void {
    const { frame, speech } = this;
    const again = element("button", { class: "button", type: "button" }, speech.say("tryAgain"));
    const timer = setTimeout(() => void this.open(), AGAIN_MS);
    again.addEventListener("click", () => {
      clearTimeout(timer);
      void this.open();
    });
    frame.main.replaceChildren(message(speech.say("noAnswer"), speech.say("noAnswerWhy"), again));
  }
}
