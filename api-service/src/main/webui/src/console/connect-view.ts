import { element } from "../page/dom.ts";
import { emptyState, loadingState, notForRole, problemState } from "../page/states.ts";
import type { Desk, View } from "./console-page.ts";
import { DecodedStep } from "./decoded-step.ts";
import { type InnerDataset, type Place, type Profile, type Sensor, type Source, type Tenant, type Vocabulary, vocabulary } from "./inner.ts";
import { RegisterStep } from "./register-step.ts";
import { SaidStep } from "./said-step.ts";
import { watchStep } from "./watch-step.ts";

/** What there is to choose from. */
export interface Ground {
  readonly words: Vocabulary;
  readonly tenants: readonly Tenant[];
  readonly sources: readonly Source[];
  readonly profiles: readonly Profile[];
  readonly places: readonly Place[];
  readonly sensors: readonly Sensor[];
  readonly datasets: readonly InnerDataset[];
}

/** From "I have a payload" to its value on the map, on one page: each step opens when the one before it is done. */
export const connectView: View = (desk, place) => {
  const { speech } = desk;
  if (!desk.may("apply") || !desk.may("work-on-quarantine")) {
    place.append(notForRole(speech));
    return;
  }
  let stop = (): void => undefined;
  place.append(loadingState(speech.say("fetching")));
  const begin = async (): Promise<void> => {
    try {
      const ground = await read(desk);
      if (ground.tenants.length === 0) {
        place.replaceChildren(emptyState(speech.say("noTenants"), speech.say("noTenantsWhy")));
        return;
      }
      stop = flow(desk, place, ground);
    } catch (failure) {
      place.replaceChildren(problemState(speech, failure, () => void begin()));
    }
  };
  void begin();
  return () => stop();
};

async function read(desk: Desk): Promise<Ground> {
  const { registry } = desk;
  const [words, tenants, sources, profiles, places, sensors, datasets] = await Promise.all([
    vocabulary(),
    registry.all("tenant"),
    registry.all("source"),
    registry.all("profile"),
    registry.all("place"),
    registry.all("sensor"),
    registry.all("dataset"),
  ]);
  return { words, tenants: tenants.filter(({ id }) => id !== "bypuls"), sources, profiles, places, sensors, datasets };
}

function flow(desk: Desk, place: HTMLElement, ground: Ground): () => void {
  const { speech } = desk;
  let stopWatching = (): void => undefined;
  const steps = (["stepSaid", "stepDecoded", "stepRegister", "stepWatch"] as const).map((title, index) => {
    const body = element("div", { class: "step-body" });
    const root = element(
      "li",
      { class: "panel step", "data-step": index + 1, "data-open": String(index === 0) },
      element("h3", {}, element("span", { class: "step-number", "aria-hidden": "true" }, String(index + 1)), speech.say(title)),
      body,
    );
    return { root, body };
  });
  const [first, second, third, fourth] = steps;
  if (first === undefined || second === undefined || third === undefined || fourth === undefined) {
    return () => undefined;
  }
  const open = (step: { root: HTMLElement }, is: boolean): void => void (step.root.dataset["open"] = String(is));
  const register = new RegisterStep(desk, ground, third.body, (done) => {
    open(fourth, true);
    stopWatching();
    stopWatching = watchStep(desk, fourth.body, done);
    fourth.root.scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  });
  const decoded = new DecodedStep(desk, ground, second.body, (meaning) => {
    open(third, meaning !== undefined);
    register.show(meaning);
  });
  new SaidStep(desk, ground, first.body, (said) => {
    open(second, said !== undefined);
    decoded.show(said);
  });
  place.replaceChildren(element("ol", { class: "steps" }, ...steps.map(({ root }) => root)));
  return () => stopWatching();
}
