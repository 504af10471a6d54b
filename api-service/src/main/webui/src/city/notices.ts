import type { LiveState } from "../api/live-stream.ts";
import { element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { clock } from "../page/format.ts";

/** What is amiss, in one calm line each; and one line read aloud when the connection changes, never for values. */
export class Notices {
  readonly node: HTMLElement;
  private readonly offline = element("p", { class: "notice bad", hidden: true });
  private readonly history = element("p", { class: "notice wait", hidden: true });
  private readonly spoken = element("p", { class: "unseen", role: "status", "aria-live": "polite" });
  private readonly speech: Speech;

  constructor(speech: Speech) {
    this.speech = speech;
    this.node = element("div", { class: "notices" }, this.offline, this.history, this.spoken);
  }

  live(state: LiveState, lastHeard: number | undefined): void {
    this.offline.hidden = state !== "offline";
    if (state === "offline") {
      const words =
        lastHeard === undefined ? this.speech.say("offlineAtOnce") : this.speech.say("offlineSince", { time: clock(lastHeard, this.speech) });
      write(this.offline, words);
      write(this.spoken, words);
    } else if (state === "live") {
      write(this.spoken, this.speech.say("liveSpoken"));
    }
  }

  historyAway(away: boolean): void {
    this.history.hidden = !away;
    write(this.history, away ? this.speech.say("historyAway") : "");
    if (away) {
      write(this.spoken, this.speech.say("historyAway"));
    }
  }
}
