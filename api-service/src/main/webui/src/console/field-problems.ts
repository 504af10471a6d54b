import { element } from "../page/dom.ts";
import type { Mistake, RegistryFile } from "./inner.ts";
import { fieldOf } from "./written.ts";

/** Which field says what a key of a file is. The nearest key above counts where one is not named. */
const FIELDS: Readonly<Record<string, string>> = {
  sources: "source-name",
  "sources/format": "source-format",
  "sources/mqtt": "source-broker",
  "sources/mqtt/topic": "source-topic",
  "sources/mqtt/credentials": "source-credentials",
  "sources/pull": "source-url",
  "sources/pull/every": "source-every",
  "sources/pull/credentials": "source-credentials",
  "sources/json": "source-device",
  "sources/json/time": "source-time",
  "sources/csv": "source-device",
  "sources/csv/time": "source-time",
  "profiles/product/vendor": "product-vendor",
  "profiles/product/model": "product-model",
  "profiles/interval": "product-interval",
  places: "place",
  "places/position": "latitude",
  sensors: "device",
  "sensors/id": "place",
  "sensors/source": "source",
  "sensors/place": "place",
  datasets: "dataset-title",
  "datasets/title/en": "dataset-title-en",
  "datasets/privacyClass": "dataset-class",
  "datasets/quantities": "dataset-class",
  "datasets/owner": "dataset-owner",
  "datasets/contact": "dataset-contact",
  "datasets/purpose": "dataset-purpose",
  "datasets/purpose/en": "dataset-purpose-en",
  "datasets/legalBasis": "dataset-basis",
  "datasets/licence": "dataset-licence",
  "datasets/retention": "dataset-retention",
};

/** What the registry found wrong, each beside the field it is about. */
export class FieldProblems {
  private readonly form: HTMLElement;
  private readonly shown: { field: HTMLElement; problem: HTMLElement; described: string | null }[] = [];

  constructor(form: HTMLElement) {
    this.form = form;
  }

  clear(): void {
    for (const { field, problem, described } of this.shown.splice(0)) {
      problem.remove();
      field.removeAttribute("aria-invalid");
      if (described === null) {
        field.removeAttribute("aria-describedby");
      } else {
        field.setAttribute("aria-describedby", described);
      }
    }
  }

  /** Shows what has a field here; answers what has none. */
  show(mistakes: readonly Mistake[], files: readonly RegistryFile[]): readonly Mistake[] {
    this.clear();
    return mistakes.filter((mistake) => {
      const id = fieldOf(mistake, files, FIELDS);
      const field = id === undefined ? null : this.form.querySelector<HTMLElement>(`#${id}`);
      if (field === null) {
        return true;
      }
      this.beside(field, mistake);
      return false;
    });
  }

  private beside(field: HTMLElement, { message, lang }: Mistake): void {
    const known = this.shown.find((each) => each.field === field);
    if (known !== undefined) {
      known.problem.append(element("span", { class: "also", lang }, message));
      return;
    }
    const problem = element("p", { class: "form-problem small", id: `${field.id}-problem`, lang }, message);
    const described = field.getAttribute("aria-describedby");
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", [problem.id, described].filter((each) => each !== null).join(" "));
    (field.closest(".labelled") ?? field).append(problem);
    field.closest("details")?.setAttribute("open", "");
    this.shown.push({ field, problem, described });
  }
}
