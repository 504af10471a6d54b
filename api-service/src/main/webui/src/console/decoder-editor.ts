import { element } from "../page/dom.ts";
import { problemDetail } from "../page/states.ts";
import type { Desk } from "./console-page.ts";
import { type Decoder, type Tenant, type Trial, apply, mistakes, tried } from "./inner.ts";
import { type Example, type Vector, decoderFile, example, lineIn } from "./vectors.ts";
import { button, input, labelled, select, tag } from "./words.ts";

const BEGINNING = `function decodeUplink(input) {
  return {
    data: {
      battery: input.bytes[0],
      temperature: ((input.bytes[1] << 24) >> 16 | input.bytes[2]) / 100,
    },
  };
}
`;
const STYLES = ["", "ts013", "chirpstack-v3", "ttn-v2", "milesight", "os2iot"];
const SOON = 700;
const KEPT_AS = "bypuls-vectors:";

/** A script, the payloads it is tried with, and what becomes of each while one writes. */
export class DecoderEditor {
  private readonly desk: Desk;
  private readonly known: Decoder | undefined;
  private readonly tenants: readonly Tenant[];
  private readonly script: HTMLTextAreaElement;
  private readonly lines = element("pre", { class: "line-numbers", "aria-hidden": "true" });
  private readonly table = element("div", { class: "vectors" });
  private readonly outcome = element("div", { class: "save-outcome", role: "status" });
  private readonly summary = element("p", { class: "vector-summary", role: "status" });
  private vectors: Vector[];
  private results: readonly (Trial | undefined)[] = [];
  private style: string;
  private name: string;
  private tenant: string;
  private timer = 0;
  private asked = 0;

  constructor(desk: Desk, place: HTMLElement, known: Decoder | undefined, tenants: readonly Tenant[]) {
    this.desk = desk;
    this.known = known;
    this.tenants = tenants;
    this.style = known?.script?.style ?? "";
    this.tenant = known?.tenant ?? tenants[0]?.id ?? "";
    this.name = known?.id ?? `${this.tenant}-`;
    this.vectors = keptVectors(known?.id) ?? [{ port: "1", bytes: known === undefined ? "58 08 ca" : "", expected: known === undefined ? '{"battery": 88, "temperature": 22.5}' : "" }];
    this.script = element("textarea", { class: "code-edit", id: "script", spellcheck: "false", autocapitalize: "off", wrap: "off", rows: 18 });
    this.script.value = known?.script?.text ?? BEGINNING;
    this.script.addEventListener("input", () => this.later());
    this.script.addEventListener("scroll", () => (this.lines.scrollTop = this.script.scrollTop));
    this.script.addEventListener("keydown", (event) => this.indent(event));
    this.build(place);
    this.number();
    this.draw();
    void this.run();
  }

  private build(place: HTMLElement): void {
    const { speech } = this.desk;
    place.replaceChildren(
      element("p", {}, element("a", { href: this.desk.link("decoders") }, `‹ ${speech.say("allDecoders")}`)),
      this.about(),
      element(
        "div",
        { class: "editor-sides" },
        element("div", { class: "editor-script labelled" }, element("label", { for: "script" }, speech.say("script")), element("div", { class: "code-frame" }, this.lines, this.script), element("p", { class: "quiet small" }, speech.say("scriptHelp"))),
        element("div", { class: "editor-vectors" }, element("h3", {}, speech.say("vectors")), element("p", { class: "quiet small" }, speech.say("vectorsHelp")), this.table, this.summary, this.actions(), this.outcome),
      ),
    );
  }

  private about(): HTMLElement {
    const { speech } = this.desk;
    const style = labelled(
      speech.say("style"),
      select("style", STYLES.map((each) => [each, each === "" ? speech.say("styleByName") : each]), this.style, (chosen) => {
        this.style = chosen;
        this.later();
      }),
    );
    if (this.known !== undefined) {
      return element("div", { class: "editor-about" }, element("h3", {}, this.known.id), style);
    }
    const name = input("decoder-name", this.name, (text) => (this.name = text.trim()), { maxlength: "64" });
    const tenant = select("decoder-tenant", this.tenants.map((each) => [each.id, speech.pick(each.name, each.id)]), this.tenant, (chosen) => {
      name.value = name.value.replace(new RegExp(`^${this.tenant}-`), `${chosen}-`);
      this.tenant = chosen;
      this.name = name.value;
    });
    return element("div", { class: "editor-about" }, labelled(speech.say("tenant"), tenant), labelled(speech.say("decoderName"), name, speech.say("nameHelp")), style);
  }

  private actions(): HTMLElement {
    const { speech } = this.desk;
    const add = button(speech.say("addVector"), () => {
      this.vectors.push({ port: "1", bytes: "", expected: "" });
      this.draw();
      this.table.querySelector<HTMLInputElement>(".vector:last-child .vector-bytes")?.focus();
    });
    const download = button(speech.say("downloadFile"), () => this.download());
    const save = button(speech.say(this.known === undefined ? "saveNew" : "saveChange"), () => void this.save(save), { class: "button main-action", "data-save": true });
    return element("div", { class: "editor-actions" }, add, download, this.desk.may("apply") ? save : null);
  }

  private indent(event: KeyboardEvent): void {
    // Tab writes blanks where one writes code; Escape first gives it back to those who move by it.
    if (event.key === "Escape") {
      this.script.dataset["leaves"] = "true";
    } else if (event.key === "Tab" && !event.shiftKey && this.script.dataset["leaves"] !== "true") {
      event.preventDefault();
      this.script.setRangeText("  ", this.script.selectionStart, this.script.selectionEnd, "end");
      this.later();
    } else if (event.key !== "Tab") {
      delete this.script.dataset["leaves"];
    }
  }

  private later(): void {
    this.number();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.run(), SOON);
  }

  private number(bad?: number): void {
    const count = this.script.value.split("\n").length;
    this.lines.replaceChildren(...Array.from({ length: count }, (_, index) => element("span", { class: index + 1 === bad ? "bad-line" : null }, String(index + 1))));
    this.lines.scrollTop = this.script.scrollTop;
  }

  private draw(): void {
    const { speech } = this.desk;
    this.table.replaceChildren(...this.vectors.map((vector, index) => this.vector(vector, index)));
    this.tell();
    if (this.vectors.length === 0) {
      this.table.append(element("p", { class: "quiet" }, speech.say("noVectors")));
    }
  }

  private vector(vector: Vector, index: number): HTMLElement {
    const { speech } = this.desk;
    const change = (part: Partial<Vector>): void => {
      this.vectors[index] = { ...(this.vectors[index] ?? vector), ...part };
      keepVectors(this.known?.id, this.vectors);
      this.later();
    };
    const remove = button(speech.say("remove"), () => {
      this.vectors.splice(index, 1);
      keepVectors(this.known?.id, this.vectors);
      this.results = [];
      this.draw();
      this.later();
    });
    const port = input(`port-${index}`, vector.port, (text) => change({ port: text }), { inputmode: "numeric", maxlength: "3", "aria-label": speech.say("port") });
    port.classList.add("vector-port");
    const bytes = input(`bytes-${index}`, vector.bytes, (text) => change({ bytes: text }), { placeholder: "58 08 ca", "aria-label": speech.say("bytesHex") });
    bytes.classList.add("vector-bytes");
    const expected = input(`expected-${index}`, vector.expected, (text) => change({ expected: text }), { placeholder: '{"battery": 88}', "aria-label": speech.say("expected") });
    expected.classList.add("vector-expected");
    return element("div", { class: "panel vector", role: "group", "aria-label": speech.say("vector", { number: index + 1 }) }, port, bytes, expected, remove, element("div", { class: "vector-result", "data-result": index }));
  }

  private examples(): (Example | string)[] {
    return this.vectors.map(example);
  }

  private async run(): Promise<void> {
    const { speech } = this.desk;
    const turn = ++this.asked;
    const examples = this.examples();
    const sound = examples.filter((each): each is Example => typeof each !== "string");
    if (!this.desk.may("work-on-quarantine") || sound.length === 0) {
      this.results = [];
      this.tell();
      return;
    }
    this.table.setAttribute("aria-busy", "true");
    try {
      const trials = await tried({ text: this.script.value, ...(this.style === "" ? {} : { style: this.style }) }, sound as unknown as Record<string, unknown>[]);
      if (turn === this.asked) {
        const left = [...trials];
        this.results = examples.map((each) => (typeof each === "string" ? undefined : left.shift()));
        this.tell();
      }
    } catch (failure) {
      if (turn === this.asked) {
        this.summary.textContent = `${speech.say("notTried")} ${problemDetail(speech, failure)}`;
      }
    } finally {
      this.table.removeAttribute("aria-busy");
    }
  }

  private tell(): void {
    const { speech } = this.desk;
    const examples = this.examples();
    let bad: number | undefined;
    examples.forEach((each, index) => {
      const place = this.table.querySelector(`[data-result="${index}"]`);
      const trial = this.results[index];
      if (typeof each === "string") {
        place?.replaceChildren(element("span", { class: "quiet" }, speech.say(each === "port" ? "vectorPort" : each === "bytes" ? "vectorBytes" : "vectorExpected")));
      } else if (trial !== undefined) {
        bad ??= trial.reason === undefined ? undefined : lineIn(`${trial.said ?? ""} ${trial.detail ?? ""}`);
        place?.replaceChildren(...this.told(trial, this.vectors[index]?.expected.trim() === ""));
      } else {
        place?.replaceChildren();
      }
    });
    this.number(bad);
    const run = this.results.filter((each) => each !== undefined);
    const expected = this.vectors.filter((each) => each.expected.trim() !== "").length;
    const hold = this.results.filter((each, index) => each?.holds === true && this.vectors[index]?.expected.trim() !== "").length;
    this.summary.textContent = run.length === 0 ? "" : speech.say("vectorsHold", { hold, all: expected });
    this.summary.dataset["hold"] = String(hold === expected);
  }

  private told(trial: Trial, looksOnly: boolean): HTMLElement[] {
    const { speech } = this.desk;
    const gives = trial.data === undefined ? null : element("pre", { class: "code-block", tabindex: "0" }, JSON.stringify(trial.data, null, 1));
    if (trial.reason !== undefined && !trial.holds) {
      const words = [trial.said, trial.detail].filter((each) => each !== undefined && each !== "").join(" – ");
      const line = lineIn(words);
      return [
        tag(speech.say("vectorFails"), "bad"),
        element("p", { class: "small" }, words),
        ...(line === undefined ? [] : [button(speech.say("goToLine", { line }), () => this.goTo(line))]),
      ];
    }
    if (looksOnly) {
      return [gives ?? element("span", {}, trial.detail ?? "")];
    }
    return trial.holds
      ? [tag(speech.say("vectorHolds"), "good"), ...(gives === null ? [] : [gives])]
      : [tag(speech.say("vectorDiffers"), "wait"), element("ul", { class: "plain-list small" }, ...trial.differences.map((each) => element("li", {}, each))), ...(gives === null ? [] : [gives])];
  }

  private goTo(line: number): void {
    const rows = this.script.value.split("\n");
    const start = rows.slice(0, line - 1).reduce((sum, row) => sum + row.length + 1, 0);
    this.script.focus();
    this.script.setSelectionRange(start, start + (rows[line - 1]?.length ?? 0));
    this.script.scrollTop = Math.max(0, (line - 4) * (this.script.scrollHeight / rows.length));
  }

  private file(): string {
    const sound = this.examples().filter((each, index): each is Example => typeof each !== "string" && this.vectors[index]?.expected.trim() !== "");
    return decoderFile({ id: this.name, tenant: this.tenant, text: this.script.value, style: this.style }, sound);
  }

  private download(): void {
    const link = element("a", { href: URL.createObjectURL(new Blob([this.file()], { type: "application/yaml" })), download: `${this.name}.yaml` });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  /** Saved as any other change of the registry: the vectors are tried first, and a script that breaks one is refused. */
  private async save(by: HTMLButtonElement): Promise<void> {
    const { speech } = this.desk;
    by.disabled = true;
    this.outcome.replaceChildren(speech.say("saving"));
    try {
      const done = await apply([{ name: `${this.name}.yaml`, text: this.file() }], false, speech.say("savedFromConsole"));
      this.desk.registry.forget();
      keepVectors(this.name, this.vectors);
      this.outcome.replaceChildren(tag(speech.say("saved"), "good"), " ", done.changes.length === 0 ? speech.say("nothingChanged") : speech.say("savedWhy"));
    } catch (failure) {
      const wrong = mistakes(speech, failure);
      this.outcome.replaceChildren(
        tag(speech.say("notSaved"), "bad"),
        element("ul", { class: "plain-list small" }, ...(wrong.length === 0 ? [problemDetail(speech, failure)] : wrong.map(({ message }) => message)).map((each) => element("li", {}, each))),
      );
    }
    by.disabled = false;
  }
}

/** Payloads may say something of people, so they are kept in this tab alone, as the token is. */
function keptVectors(decoder: string | undefined): Vector[] | undefined {
  const kept = decoder === undefined ? null : sessionStorage.getItem(KEPT_AS + decoder);
  return kept === null ? undefined : (JSON.parse(kept) as Vector[]);
}

function keepVectors(decoder: string | undefined, vectors: readonly Vector[]): void {
  if (decoder !== undefined) {
    sessionStorage.setItem(KEPT_AS + decoder, JSON.stringify(vectors));
  }
}
