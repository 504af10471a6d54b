import { fetchDetail } from "../api/details.ts";
import type { Dataset, Quantity } from "../api/shapes.ts";
import { stretch } from "../page/format.ts";
import { section } from "../dataset/section.ts";
import { element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { MessageKey } from "../page/messages.ts";
import { CopyBox } from "../page/snippet-box.ts";
import { type Ask, type What, FORMATS, WHATS, addressOf, readable, sizeText, spanFor, spansFor, takesAllQuantities } from "./question.ts";

/** So much of an answer is shown. */
const SHOWN = 50_000;
const PATIENCE_MS = 30_000;

/** Ask the API by choosing, and see the question and the answer as a program would. */
export class Explorer {
  readonly node: HTMLElement;
  private readonly dataset: HTMLSelectElement;
  private readonly what: HTMLSelectElement;
  private readonly quantity: HTMLSelectElement;
  private readonly all: HTMLOptionElement;
  private readonly resolution: HTMLSelectElement;
  private readonly from: HTMLSelectElement;
  private readonly format: HTMLSelectElement;
  private readonly gaps = element("input", { type: "checkbox", id: "ask-gaps" });
  private readonly address: CopyBox;
  private readonly answer: CopyBox;
  private readonly told = element("p", { class: "told figures", role: "status" });
  private readonly button: HTMLButtonElement;
  private readonly speech: Speech;
  private readonly datasets: readonly Dataset[];
  private asking: AbortController | undefined;

  constructor(datasets: readonly Dataset[], speech: Speech) {
    this.speech = speech;
    this.datasets = datasets;
    this.address = new CopyBox(speech, speech.say("devAddress"));
    this.answer = new CopyBox(speech, speech.say("devAnswer"));
    this.answer.show(speech.say("devAnswerNone"));
    this.dataset = this.select("dataset", datasets.map((one) => [one.id, speech.pick(one.title, one.id)]));
    this.what = this.select("what", WHATS.map((what) => [what, speech.say(`devWhat_${what}`)]));
    this.quantity = this.select("quantity", []);
    this.all = element("option", { value: "" }, speech.say("devAll"));
    this.resolution = this.select("resolution", []);
    this.from = this.select("from", []);
    this.format = this.select("format", FORMATS.map((format) => [format, format]));
    this.gaps.addEventListener("change", () => this.show());
    this.button = element("button", { class: "button strong", type: "button", "data-ask": true }, speech.say("devAsk"));
    this.button.addEventListener("click", () => void this.ask());
    this.dataset.addEventListener("change", () => void this.chosen());
    this.node = section(
      "explorer",
      speech.say("devExplorer"),
      element("p", { class: "quiet" }, speech.say("devExplorerLine")),
      element(
        "div",
        { class: "asks" },
        this.field(this.dataset, "devDataset"),
        this.field(this.what, "devWhat"),
        this.field(this.quantity, "devQuantity"),
        this.field(this.resolution, "devResolution"),
        this.field(this.from, "devFrom"),
        this.field(this.format, "devFormat"),
      ),
      element("p", { class: "row gaps" }, this.gaps, element("label", { for: "ask-gaps" }, speech.say("devGaps"))),
      element("h3", {}, speech.say("devAddress")),
      this.address.node,
      element("p", { class: "row listen" }, this.button, this.told),
      element("h3", {}, speech.say("devAnswer")),
      this.answer.node,
    );
    this.node.hidden = datasets.length === 0;
    void this.chosen();
  }

  private select(name: string, options: readonly (readonly [value: string, text: string])[]): HTMLSelectElement {
    const select = element("select", { id: `ask-${name}` }, ...options.map(([value, text]) => element("option", { value }, text)));
    select.addEventListener("change", () => this.show());
    return select;
  }

  private field(control: HTMLElement, key: MessageKey): HTMLElement {
    return element("div", { class: "field" }, element("label", { for: control.id }, this.speech.say(key)), control);
  }

  private async chosen(): Promise<void> {
    const { speech } = this;
    const known = this.datasets.find(({ id }) => id === this.dataset.value);
    const fill = (quantities: readonly Quantity[]): void => {
      const chosen = this.quantity.value;
      this.quantity.replaceChildren(this.all, ...quantities.map((one) => element("option", { value: one.id }, speech.pick(one.name, one.id))));
      this.quantity.value = quantities.some(({ id }) => id === chosen) ? chosen : "";
      this.show();
    };
    if (known === undefined) {
      return;
    }
    const wanted = known.resolutions.includes("PT1H") ? "PT1H" : known.resolutions[0];
    this.resolution.replaceChildren(...known.resolutions.map((one) => element("option", { value: one, selected: one === wanted }, `${one} (${stretch(one, speech)})`)));
    fill(known.quantities);
    const detail = await fetchDetail(known.id).catch(() => undefined);
    if (detail !== undefined && this.dataset.value === known.id) {
      fill(detail.quantities);
    }
  }

  private asks(): Ask {
    return {
      dataset: this.dataset.value,
      what: this.what.value as What,
      quantity: this.quantity.value,
      resolution: this.resolution.value,
      from: this.from.value,
      format: this.format.value,
      gaps: this.gaps.checked,
    };
  }

  /** Offers only what is answered with something. */
  private narrow(): void {
    const takesAll = takesAllQuantities(this.what.value as What);
    this.all.hidden = !takesAll;
    this.all.disabled = !takesAll;
    if (!takesAll && this.quantity.value === "") {
      this.quantity.selectedIndex = 1;
    }
    const resolution = this.resolution.value;
    const chosen = spanFor(resolution, this.from.value);
    this.from.replaceChildren(...spansFor(resolution).map((span) => element("option", { value: span, selected: span === chosen }, this.speech.say(`devFrom_${span}`))));
  }

  private show(): void {
    this.narrow();
    const { what } = this.asks();
    this.resolution.disabled = what !== "windows" && what !== "latest";
    this.from.disabled = what !== "windows";
    this.gaps.disabled = what !== "windows";
    this.quantity.disabled = what === "places" || what === "about";
    this.format.disabled = what !== "windows" && what !== "latest";
    this.address.show(location.origin + addressOf(this.asks()));
  }

  private async ask(): Promise<void> {
    const { speech } = this;
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    write(this.told, speech.say("devAsking"));
    const began = performance.now();
    try {
      const response = await fetch(addressOf(this.asks()), { credentials: "omit", signal: AbortSignal.any([asking.signal, AbortSignal.timeout(PATIENCE_MS)]) });
      const text = await response.text();
      const size = sizeText(new Blob([text]).size, speech);
      const shown = readable(text, response.headers.get("Content-Type") ?? "");
      const cut = shown.length > SHOWN ? `\n… ${speech.say("devCut", { shown: sizeText(SHOWN, speech), size })}` : "";
      this.answer.show(shown.slice(0, SHOWN) + cut);
      write(this.told, speech.say("devAnswered", { status: response.status, time: Math.round(performance.now() - began), size }));
    } catch (failure) {
      if (!asking.signal.aborted) {
        write(this.told, speech.say("devFailed", { why: failure instanceof Error ? failure.message : String(failure) }));
      }
    }
  }
}
