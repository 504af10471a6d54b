import sign from "../design/bypuls.svg";
import type { LiveState } from "../api/live-stream.ts";
import { type Address, linkTo } from "../page/address.ts";
import { drawn, element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { figure } from "./format.ts";

const SECONDS = 60;

/** Name, line, how alive it is, language and colours. */
export class Header {
  readonly node: HTMLElement;
  private readonly state = element("span", { class: "state" });
  private readonly changes = element("span", { class: "changes quiet figures" });
  private readonly beats = drawn("path", { "vector-effect": "non-scaling-stroke" });
  private readonly seconds: number[] = new Array<number>(SECONDS).fill(0);
  private readonly simulated = element("span", { class: "simulated", hidden: true });
  private readonly switches = element("div", { class: "switches" });
  private readonly speech: Speech;

  constructor(speech: Speech) {
    this.speech = speech;
    const beat = drawn("svg", { class: "heartbeat", viewBox: `0 0 ${SECONDS} 20`, preserveAspectRatio: "none", "aria-hidden": "true" }, this.beats);
    this.node = element(
      "header",
      { class: "top" },
      element("a", { class: "skip unseen", href: "#side" }, speech.say("skip")),
      element(
        "div",
        { class: "brand" },
        element("img", { src: sign, alt: "", width: "36", height: "36" }),
        element("div", { class: "called" }, element("h1", {}, "Bypuls"), this.simulated),
        element("p", { class: "tagline quiet" }, speech.say("tagline")),
      ),
      element("div", { class: "alive" }, this.state, beat, this.changes),
      this.switches,
    );
    write(this.simulated, speech.say("simulated"));
    this.simulated.title = speech.say("simulatedWhy");
    this.live("connecting");
    this.tick();
  }

  /** Whether the city is made up, which must be plain to see. */
  madeUp(simulated: boolean): void {
    this.simulated.hidden = !simulated;
  }

  show(address: Address, dark: boolean): void {
    const { language } = this.speech;
    const link = (code: "da" | "en", text: string): HTMLElement =>
      element("a", { class: "button", href: linkTo(address, { language: code }), lang: code, hreflang: code, "aria-current": code === language ? "true" : null, "data-language": code }, text);
    this.switches.replaceChildren(
      element("a", { class: "plain", href: "#terms" }, this.speech.say("use")),
      element("nav", { class: "pair", "aria-label": this.speech.say("language") }, link("da", "Dansk"), link("en", "English")),
      element(
        "a",
        { class: "button", href: linkTo(address, { colour: dark ? "light" : "dark" }), "data-go": true, "aria-label": `${this.speech.say("colour")}: ${this.speech.say(dark ? "toLight" : "toDark")}` },
        this.speech.say(dark ? "toLight" : "toDark"),
      ),
    );
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
