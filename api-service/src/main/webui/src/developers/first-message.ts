import type { Dataset } from "../api/shapes.ts";
import { figure } from "../page/format.ts";
import { element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { SnippetBox } from "../page/snippet-box.ts";
import { figureName, liveSnippet } from "../page/snippets.ts";
import { section } from "../dataset/section.ts";

/** So many messages are kept in sight. */
const KEPT = 40;
const SHOWN_EVERY_MS = 250;

/** From nothing to the first live message: a line to paste, and the same at once in the page. */
export class FirstMessage {
  readonly node: HTMLElement;
  private readonly choice = element("select", { id: "first-dataset" });
  private readonly box: SnippetBox;
  private readonly button: HTMLButtonElement;
  private readonly state = element("p", { class: "heard figures", role: "status" });
  private readonly messages = element("ol", { class: "messages", tabindex: "0" });
  private readonly speech: Speech;
  private readonly datasets: readonly Dataset[];
  private stream: EventSource | undefined;
  private waiting: string[] = [];
  private count = 0;
  private began = 0;
  private first: number | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(datasets: readonly Dataset[], speech: Speech) {
    this.speech = speech;
    this.datasets = datasets;
    this.box = new SnippetBox(speech, speech.say("devFirst"));
    this.button = element("button", { class: "button strong", type: "button", "data-listen": true }, speech.say("devTry"));
    this.button.addEventListener("click", () => (this.stream === undefined ? this.listen() : this.stop()));
    this.choice.append(...datasets.map((one) => element("option", { value: one.id }, speech.pick(one.title, one.id))));
    this.choice.addEventListener("change", () => this.chosen());
    this.messages.setAttribute("aria-label", speech.say("devMessages"));
    this.messages.hidden = true;
    this.node = section(
      "first",
      speech.say("devFirst"),
      element("p", { class: "quiet" }, speech.say("devFirstLine")),
      element("div", { class: "field narrow" }, element("label", { for: "first-dataset" }, speech.say("devDataset")), this.choice),
      this.box.node,
      element("p", { class: "row listen" }, this.button, this.state),
      this.messages,
    );
    this.chosen();
  }

  private chosen(): void {
    const dataset = this.datasets.find(({ id }) => id === this.choice.value) ?? this.datasets[0];
    if (dataset === undefined) {
      this.node.hidden = true;
      return;
    }
    const asked = { base: location.origin, dataset: dataset.id, parameters: {}, figure: figureName(dataset.quantities[0]?.kind) };
    this.box.show((tongue) => liveSnippet(tongue, asked));
    if (this.stream !== undefined) {
      this.listen();
    }
  }

  private listen(): void {
    this.close();
    this.count = 0;
    this.first = undefined;
    this.waiting = [];
    this.began = performance.now();
    this.messages.replaceChildren();
    this.messages.hidden = false;
    write(this.state, this.speech.say("devWaiting"));
    write(this.button, this.speech.say("devStop"));
    const stream = new EventSource(`/v1/live?dataset=${encodeURIComponent(this.choice.value)}`);
    this.stream = stream;
    for (const name of ["window", "withdrawn", "notice"]) {
      stream.addEventListener(name, (event) => this.heard(name, String((event as MessageEvent).data)));
    }
    stream.onerror = () => write(this.state, this.speech.say("devLost"));
    this.timer = setInterval(() => this.paint(), SHOWN_EVERY_MS);
  }

  private heard(name: string, data: string): void {
    this.first ??= performance.now() - this.began;
    this.count++;
    this.waiting.push(`${name} ${data}`);
    if (this.waiting.length > KEPT) {
      this.waiting.shift();
    }
  }

  /** A few times a second, however much comes. */
  private paint(): void {
    if (this.waiting.length === 0) {
      return;
    }
    const lines = this.waiting.splice(0).reverse().map((line) => element("li", {}, element("code", {}, line)));
    this.messages.prepend(...lines);
    while (this.messages.children.length > KEPT) {
      this.messages.lastElementChild?.remove();
    }
    write(this.state, this.speech.say("devHeard", { count: this.count, seconds: figure((this.first ?? 0) / 1000, 1, this.speech) }));
  }

  private stop(): void {
    this.close();
    write(this.state, this.speech.say("devStopped", { count: this.count }));
    write(this.button, this.speech.say("devTry"));
  }

  private close(): void {
    this.stream?.close();
    this.stream = undefined;
    clearInterval(this.timer);
  }
}
