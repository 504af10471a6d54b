import type { LiveState } from "../api/live-stream.ts";
import { drawn, element, write } from "../page/dom.ts";
import { pageTop, topMoved } from "../page/frame.ts";
import type { Speech } from "../page/language.ts";
import { figure } from "../page/format.ts";

const SECONDS = 60;

/** The top that every page has, and in it how alive the city is. */
export class Header {
  readonly node: HTMLElement;
  private readonly state = element("span", { class: "state" });
  private readonly changes = element("span", { class: "changes quiet figures" });
  private readonly beats = drawn("path", { "vector-effect": "non-scaling-stroke" });
  private readonly seconds: number[] = new Array<number>(SECONDS).fill(0);
  private readonly simulated = element("span", { class: "simulated", hidden: true });
  private readonly speech: Speech;

  constructor(speech: Speech) {
    this.speech = speech;
    const beat = drawn("svg", { class: "heartbeat", viewBox: `0 0 ${SECONDS} 20`, preserveAspectRatio: "none", "aria-hidden": "true" }, this.beats);
    this.node = pageTop(speech, "side", element("div", { class: "alive" }, this.simulated, this.state, beat, this.changes));
    write(this.simulated, speech.say("simulated"));
    this.simulated.title = speech.say("simulatedWhy");
    this.live("connecting");
    this.tick();
  }

  /** Whether the city is made up, which must be plain to see. */
  madeUp(simulated: boolean): void {
    this.simulated.hidden = !simulated;
  }

  /** The links to this page in other words and colours follow its address. */
  show(): void {
    topMoved(this.node, this.speech);
  }

  live(state: LiveState): void {
    this.node.dataset["live"] = state;
    write(this.state, this.speech.say(state));
  }

  changed(): void {
    const last = this.seconds.length - 1;
    this.seconds[last] = (this.seconds[last] ?? 0) + 1;
  }

  /** Once a second: draws the city's pulse of the last minute. */
  tick(): void {
    const total = this.seconds.reduce((sum, count) => sum + count, 0);
    write(this.changes, this.speech.say("changes", { count: figure(total, 0, this.speech) }));
    const most = Math.max(4, ...this.seconds);
    this.beats.setAttribute("d", `M${this.seconds.map((count, i) => `${i} ${(18 - (count / most) * 16).toFixed(1)}`).join("L")}`);
    this.seconds.push(0);
    this.seconds.shift();
  }
}
