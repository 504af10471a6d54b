import { element } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import type { MessageKey } from "../page/messages.ts";
import { epsilons, sameRatio } from "./outcomes.ts";
import { type Draft, type Refusal, isOfHouseholds, keysOf, leastOf, plain, refusals } from "./policy-draft.ts";
import type { Case, PolicyKeys, Trial } from "./shapes.ts";
import { count, length, named, share } from "./telling.ts";

const DELAYS = ["PT0S", "PT5M", "PT15M", "PT30M", "PT1H", "PT6H", "P1D", "P2D", "P7D"];

/** All that a policy can say and a person decides, each with the floor of the class; what is below it is refused here. */
export class PolicyForm {
  readonly fields: readonly (HTMLElement | null)[];
  private readonly speech: Speech;
  private readonly trial: Trial;
  private readonly quantities: Case["quantities"];
  private readonly inputs = new Map<keyof Draft, HTMLInputElement | HTMLSelectElement>();
  private readonly problems = new Map<keyof Draft, HTMLElement>();
  private readonly dropped: HTMLInputElement[] = [];

  constructor(speech: Speech, trial: Trial, quantities: Case["quantities"]) {
    this.speech = speech;
    this.trial = trial;
    this.quantities = quantities;
    const keys = trial.policy;
    const said = (key: string, otherwise = ""): string => (keys[key] === undefined ? otherwise : String(keys[key]));
    const least = leastOf(trial);
    const households = isOfHouseholds(trial);
    const unit = named(speech, "deskUnit", said("unit"));
    const rounded = Number(said("rounding", "0")) * 10 ** trial.scale;
    this.fields = [
      this.group("deskTryWhoTitle"),
      this.number("group", speech.say("deskTryGroup", { unit }), said("smallestGroup"), speech.say("deskTryLeast", { least: count(speech, least) })),
      this.number("share", speech.say("deskTryShare"), String(Math.round(Number(said("largestShare", String(trial.mostShare))) * 1_000) / 10), speech.say("deskTryShareHelp", { most: share(speech, trial.mostShare) })),
      this.choice("epsilon", speech.say("deskTryEpsilon"), epsilons(trial.mostEpsilon, said("epsilon")), said("epsilon"), plain, speech.say("deskTryEpsilonFloor", { most: plain(trial.mostEpsilon) })),
      households ? this.choice("daily", speech.say("deskTryDaily"), epsilons(trial.mostDailyEpsilon, said("dailyEpsilon", trial.mostDailyEpsilon)), said("dailyEpsilon", trial.mostDailyEpsilon), plain, speech.say("deskTryDailyHelp", { most: plain(trial.mostDailyEpsilon) })) : null,
      households ? this.number("cap", speech.say("deskTryCap"), said("cap"), speech.say("deskTryCapHelp")) : null,
      this.group("deskTryLeafTitle"),
      trial.cells.length === 0 ? null : this.choice("cell", speech.say("deskTryCell"), trial.cells, said("cell"), (size) => size.replace(/(\d)(k?m)$/, "$1 $2"), speech.say("deskTryCellHelp")),
      this.choice("resolution", speech.say("deskTryResolution"), trial.resolutions, said("resolution"), (each) => length(speech, each), speech.say("deskTryResolutionHelp", { finest: length(speech, trial.resolutions[0] ?? said("resolution")) })),
      this.choice("delay", speech.say("deskTryDelay"), [...new Set([...DELAYS, said("delay", "PT0S")])], said("delay", "PT0S"), (each) => (each === "PT0S" ? speech.say("deskTryAtOnce") : length(speech, each)), speech.say("deskTryDelayHelp")),
      this.group("deskTryToldTitle"),
      this.number("rounding", speech.say("deskTryRounding"), rounded <= 1 ? "" : said("rounding"), speech.say("deskTryRoundingHelp")),
      this.number("bands", speech.say("deskTryBands"), Array.isArray(keys["bands"]) ? keys["bands"].join("; ") : "", speech.say("deskTryBandsHelp"), "text"),
      this.zero(keys["tellsZero"] === true),
      quantities.length < 2 ? null : this.drops(Array.isArray(keys["dropped"]) ? keys["dropped"].map(String) : []),
    ];
  }

  /** The keys to be tried; nothing where something is refused, which is said beside its field. */
  read(): PolicyKeys | undefined {
    const draft = this.draft();
    const found = refusals(draft, this.trial, this.quantities.length);
    this.show(found);
    return found.length === 0 ? keysOf(draft, this.trial) : undefined;
  }

  private draft(): Draft {
    const of = (field: keyof Draft): string => this.inputs.get(field)?.value.trim() ?? "";
    const zero = this.inputs.get("tellsZero");
    return {
      group: of("group"),
      cell: of("cell"),
      resolution: of("resolution"),
      epsilon: of("epsilon"),
      share: of("share"),
      rounding: of("rounding"),
      bands: of("bands"),
      delay: of("delay"),
      tellsZero: zero instanceof HTMLInputElement && zero.checked,
      dropped: this.dropped.filter(({ checked }) => checked).map(({ value }) => value),
      cap: of("cap"),
      daily: of("daily"),
    };
  }

  private show(found: readonly Refusal[]): void {
    for (const [field, problem] of this.problems) {
      const refusal = found.find((each) => each.field === field);
      problem.textContent = refusal === undefined ? "" : this.speech.say(refusal.key, this.inWords(refusal.figures));
      const input = this.inputs.get(field);
      if (refusal === undefined) {
        input?.removeAttribute("aria-invalid");
      } else {
        input?.setAttribute("aria-invalid", "true");
      }
    }
    const first = found[0];
    if (first !== undefined) {
      (this.inputs.get(first.field) ?? this.dropped[0])?.focus();
    }
  }

  private inWords(figures: Refusal["figures"]): Record<string, string> {
    return Object.fromEntries(Object.entries(figures).map(([name, held]) => [name, typeof held === "number" ? count(this.speech, held) : held]));
  }

  private group(title: MessageKey): HTMLElement {
    return element("h5", { class: "try-group" }, this.speech.say(title));
  }

  private number(field: keyof Draft, label: string, value: string, help: string, kind: "decimal" | "text" = "decimal"): HTMLElement {
    const input = element("input", { class: "field", id: `try-${field}`, type: "text", inputmode: kind, autocomplete: "off", maxlength: 60, value });
    return this.line(field, label, input, help);
  }

  private choice(field: keyof Draft, label: string, options: readonly string[], chosen: string, text: (option: string) => string, help: string): HTMLElement {
    const select = element("select", { class: "field", id: `try-${field}` }, ...options.map((option) => element("option", { value: option, selected: sameRatio(option, chosen) }, text(option))));
    return this.line(field, label, select, help);
  }

  private zero(told: boolean): HTMLElement {
    const may = this.trial.mayTellZero;
    const box = element("input", { id: "try-tellsZero", type: "checkbox", checked: told, disabled: !may });
    this.inputs.set("tellsZero", box);
    const help = element("p", { class: "quiet small", id: "try-tellsZero-help" }, this.speech.say(may ? "deskTryZeroHelp" : "deskTryZeroNever"));
    box.setAttribute("aria-describedby", help.id);
    return element("div", { class: "labelled" }, element("label", { class: "tick" }, box, ` ${this.speech.say("deskTryZero")}`), help, this.problem("tellsZero"));
  }

  private drops(dropped: readonly string[]): HTMLElement {
    const ticks = this.quantities.map(({ id, name }) => {
      const box = element("input", { type: "checkbox", value: id, checked: dropped.includes(id) });
      this.dropped.push(box);
      return element("label", { class: "tick" }, box, ` ${this.speech.pick(name, id)}`);
    });
    return element("fieldset", { class: "labelled" }, element("legend", {}, this.speech.say("deskTryDropped")), ...ticks, this.problem("dropped"));
  }

  private line(field: keyof Draft, label: string, input: HTMLInputElement | HTMLSelectElement, help: string): HTMLElement {
    const told = element("p", { class: "quiet small", id: `${input.id}-help` }, help);
    input.setAttribute("aria-describedby", `${told.id} ${input.id}-problem`);
    this.inputs.set(field, input);
    return element("div", { class: "labelled" }, element("label", { for: input.id }, label), input, told, this.problem(field));
  }

  private problem(field: keyof Draft): HTMLElement {
    const problem = element("p", { class: "form-problem small", id: `try-${field}-problem`, role: "alert" });
    this.problems.set(field, problem);
    return problem;
  }
}
