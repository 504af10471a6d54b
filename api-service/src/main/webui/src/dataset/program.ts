import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { siteLink } from "../page/site.ts";
import { SnippetBox } from "../page/snippet-box.ts";
import { historySnippet, liveSnippet } from "../page/snippets.ts";
import { type Question, asked } from "./question.ts";
import { section } from "./section.ts";

/** Programs that ask what the page asks. */
export class Program {
  readonly node: HTMLElement;
  private readonly history: SnippetBox;
  private readonly live: SnippetBox;

  constructor(speech: Speech) {
    this.history = new SnippetBox(speech, speech.say("programHistory"));
    this.live = new SnippetBox(speech, speech.say("programLive"));
    this.node = section(
      "program",
      speech.say("programHead"),
      element("p", { class: "quiet" }, speech.say("programLine")),
      element("h3", {}, speech.say("programHistory")),
      this.history.node,
      element("h3", {}, speech.say("programLive")),
      this.live.node,
      element("p", {}, element("a", { href: siteLink("/developers") }, speech.say("programMore"))),
    );
  }

  show(question: Question): void {
    const asks = asked(question, location.origin);
    this.history.show((tongue) => historySnippet(tongue, asks));
    this.live.show((tongue) => liveSnippet(tongue, asks));
  }
}
