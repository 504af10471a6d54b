import { type Detail, type Spot, fetchArea, fetchDetail, fetchSpots } from "../api/details.ts";
import { NoAnswer } from "../api/open-api.ts";
import { element, write } from "../page/dom.ts";
import type { Frame } from "../page/frame.ts";
import type { Speech } from "../page/language.ts";
import { message } from "../page/message.ts";
import { samePage, siteLink } from "../page/site.ts";
import { Choices } from "./choices.ts";
import { Curve } from "./curve.ts";
import { Feedback } from "./feedback.ts";
import { Get } from "./get.ts";
import { head } from "./head.ts";
import { Now } from "./now.ts";
import { Program } from "./program.ts";
import { protection } from "./protection.ts";
import { Quality } from "./quality.ts";
import { type Question, decide, isSampled, notThere, readChoice } from "./question.ts";
import { section } from "./section.ts";
import { terms } from "./terms.ts";
import { used } from "./used.ts";

const AGAIN_MS = 10_000;

/** The page of one dataset. */
export class DatasetPage {
  private readonly frame: Frame;
  private readonly speech: Speech;
  private readonly dataset: string;

  constructor(frame: Frame, speech: Speech, dataset: string) {
    this.frame = frame;
    this.speech = speech;
    this.dataset = dataset;
  }

  async open(): Promise<void> {
    const { speech, frame } = this;
    frame.main.replaceChildren(element("p", { class: "quiet", role: "status" }, speech.say("datasetLoading")));
    try {
      const [detail, spots] = await Promise.all([fetchDetail(this.dataset), fetchSpots(this.dataset)]);
      const { spot } = readChoice(location.search);
      const area = spot === null || spots.some(({ id }) => id === spot) ? undefined : await fetchArea(this.dataset, spot);
      await this.show(detail, spots, area);
    } catch (failure) {
      if (failure instanceof NoAnswer && (failure.status === 404 || failure.status === 400)) {
        this.unknown();
      } else {
        this.away();
      }
    }
  }

  private async show(detail: Detail, listed: readonly Spot[], area: Spot | undefined): Promise<void> {
    const { speech, frame } = this;
    const spots = area === undefined ? listed : [...listed, area];
    const missing = element("p", { class: "trouble not-there", role: "status" });
    const feedback = new Feedback(detail, speech);
    const quality = new Quality(detail, speech);
    const get = new Get(speech);
    const program = new Program(speech);
    const curve = new Curve(speech, ({ question, cells, sensors }) => {
      choices.show(question, sensors);
      quality.show(cells, isSampled(question));
      feedback.show(question, cells);
    });
    let shown = location.search;
    const go = (change: Record<string, string | null>): void => {
      history.pushState(null, "", samePage(change));
      shown = location.search;
      frame.moved();
      paint();
    };
    const choices = new Choices(detail, spots, speech, go);
    const now = new Now(detail, listed, speech, {
      hear: (window) => curve.hear(window),
      withdrawn: () => paint(),
      choose: (spot) => go({ place: spot.isArea ? null : spot.id, area: spot.isArea ? spot.id : null, sensor: null }),
    });
    const usual = await now.begin();
    const question = (): Question | undefined => decide(readChoice(location.search), detail, spots, usual);
    const paint = (): void => {
      const asks = question();
      if (asks !== undefined) {
        write(missing, notThere(readChoice(location.search), asks).map(({ part, id }) => speech.say(`notThere_${part}`, { id })).join(" "));
        choices.show(asks, []);
        now.show(asks);
        curve.show(asks, detail);
        get.show(asks, detail);
        program.show(asks);
      }
    };
    frame.title(speech.pick(detail.title, detail.id));
    const measured = question() === undefined ? [element("p", {}, speech.say("datasetEmpty"))] : [missing, choices.node, element("div", { class: "look" }, section("curve", speech.say("curveHead"), curve.node), now.node)];
    const parts = [get.node, quality.node, program.node, terms(detail, speech), used(detail.id, speech), protection(detail.id, speech), feedback.node];
    quality.show([], true);
    frame.main.replaceChildren(head(detail, speech), this.ways(parts), ...measured, element("div", { class: "parts" }, ...parts));
    addEventListener("popstate", () => {
      // A link to a part of the page changes no more than where one is on it.
      if (location.search !== shown) {
        frame.moved();
        paint();
      }
      shown = location.search;
    });
    paint();
    now.listen();
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }

  /** The parts of the page, to get to them at once. */
  private ways(parts: readonly HTMLElement[]): HTMLElement {
    const links = parts.map((part) => element("a", { href: `#${part.id}` }, part.querySelector("h2")?.textContent ?? ""));
    return element("nav", { class: "ways", "aria-label": this.speech.say("datasetParts") }, ...links);
  }

  private unknown(): void {
    const { speech, frame } = this;
    frame.title(speech.say("datasetUnknown"));
    const way = (path: string, text: string): HTMLElement => element("a", { class: "button", href: siteLink(path) }, text);
    frame.main.replaceChildren(message(speech.say("datasetUnknown"), speech.say("datasetUnknownWhy"), way("/", speech.say("toTheCity")), element("a", { class: "button", href: "/v1/datasets" }, speech.say("toAllDatasets"))));
  }

  private away(): void {
    const { speech, frame } = this;
    const again = element("button", { class: "button", type: "button" }, speech.say("tryAgain"));
    const timer = setTimeout(() => void this.open(), AGAIN_MS);
    again.addEventListener("click", () => {
      clearTimeout(timer);
      void this.open();
    });
    frame.main.replaceChildren(message(speech.say("noAnswer"), speech.say("noAnswerWhy"), again));
  }
}
