import { fetchJson } from "../api/open-api.ts";
import { element, write } from "../page/dom.ts";
import { Frame } from "../page/frame.ts";
import type { Speech } from "../page/language.ts";
import type { MessageKey } from "../page/messages.ts";
import { samePage } from "../page/site.ts";
import { type StatusReport, verdict } from "./report.ts";
import { Sections, atTime } from "./sections.ts";

const AGAIN_MS = 15_000;
const SPANS = [7, 30, 90] as const;
const USUAL_SPAN = 90;

const VERDICTS: Record<ReturnType<typeof verdict> | "away", readonly [MessageKey, MessageKey]> = {
  good: ["allIsWell", "allIsWellWhy"],
  bad: ["somethingIsDown", "somethingIsDownWhy"],
  starting: ["itStarts", "itStartsWhy"],
  away: ["nobodyAnswers", "nobodyAnswersWhy"],
};

/** How the platform is and how it was, as the service says of itself; asked again and again. */
export class StatusPage {
  private readonly frame: Frame;
  private readonly sections: Sections;
  private readonly title = element("p", { class: "verdict-title" });
  private readonly why = element("p", { class: "verdict-why" });
  private readonly verdict = element("div", { class: "verdict", role: "status" }, this.title, this.why);
  private readonly asked = element("p", { class: "asked quiet figures" });
  private readonly body = element("div", { class: "sections" });
  private readonly days: number;
  private answeredAt: number | undefined;
  private readonly speech: Speech;

  constructor(speech: Speech, root: HTMLElement) {
    this.speech = speech;
    this.sections = new Sections(speech);
    this.frame = new Frame(speech, root, speech.say("statusTitle"));
    this.days = SPANS.find((span) => String(span) === new URLSearchParams(location.search).get("days")) ?? USUAL_SPAN;
  }

  start(): void {
    const { speech } = this;
    this.say("away", "statusAsking", null);
    this.frame.main.append(
      element("h1", {}, speech.say("statusHeading")),
      this.verdict,
      element("div", { class: "status-tools" }, this.spans(), this.asked),
      this.body,
      element("p", { class: "quiet" }, speech.say("asJson")),
      element("pre", { class: "as-json", tabindex: "0" }, `curl '${location.origin}/status?days=${this.days}'`),
    );
    void this.ask();
  }

  private spans(): HTMLElement {
    const { speech } = this;
    const links = SPANS.map((span) =>
      element("a", { class: "button", href: samePage({ days: span === USUAL_SPAN ? null : String(span) }), "aria-current": span === this.days ? "true" : null }, speech.say("spanDays", { count: span })),
    );
    return element("nav", { class: "pair", "aria-label": speech.say("span") }, ...links);
  }

  private async ask(): Promise<void> {
    const { speech } = this;
    try {
      const report = await fetchJson<StatusReport>(`/status?days=${this.days}`);
      this.answeredAt = Date.now();
      const said = verdict(report);
      const [title, why] = VERDICTS[said];
      this.say(said, title, why);
      this.show(report);
      write(this.asked, speech.say("askedAt", { time: atTime(this.answeredAt, speech) }));
    } catch {
      const [title, why] = VERDICTS.away;
      this.say("away", title, why);
      this.body.classList.toggle("stale", true);
      write(this.asked, this.answeredAt === undefined ? "" : speech.say("answeredLast", { time: atTime(this.answeredAt, speech) }));
    } finally {
      setTimeout(() => void this.ask(), AGAIN_MS);
    }
  }

  private say(tone: keyof typeof VERDICTS, title: MessageKey, why: MessageKey | null): void {
    this.verdict.dataset["tone"] = tone;
    write(this.title, this.speech.say(title));
    write(this.why, why === null ? "" : this.speech.say(why));
  }

  /** Draws each section anew only where it says something else, so that nobody loses a place while reading. */
  private show(report: StatusReport): void {
    this.body.classList.remove("stale");
    const all = [this.sections.parts(report), this.sections.heartbeat(report), this.sections.datasets(report), this.sections.days(report), this.sections.incidents(report)];
    if (this.body.childElementCount === 0) {
      this.body.append(...all);
      return;
    }
    all.forEach((section, index) => {
      const known = this.body.children[index];
      if (known !== undefined && known.textContent !== section.textContent) {
        const isOpen = known.querySelector("details")?.open ?? false;
        section.querySelector("details")?.toggleAttribute("open", isOpen);
        known.replaceWith(section);
      }
    });
  }
}
