import { element } from "../page/dom.ts";
import type { Desk } from "./console-page.ts";
import type { Ground } from "./connect-view.ts";
import type { Place } from "./inner.ts";
import { type Newcomer, idOf } from "./onboarding.ts";
import { button, input, labelled } from "./words.ts";

/** Where a device stands: at a place that is there, or at a new one with its position. */
export class PlaceFields {
  readonly position = element("div", { class: "position" });
  private readonly desk: Desk;
  private readonly ground: Ground;
  private readonly changed: () => void;
  private tenant = "";
  private written = "";
  private longitude = "";
  private latitude = "";

  constructor(desk: Desk, ground: Ground, changed: () => void) {
    this.desk = desk;
    this.ground = ground;
    this.changed = changed;
  }

  get name(): string {
    return this.written;
  }

  field(tenant: string): HTMLElement {
    const { speech } = this.desk;
    this.tenant = tenant;
    const place = input(
      "place",
      this.written,
      (text) => {
        this.written = text.trim();
        this.drawPosition();
        this.changed();
      },
      { list: "known-places", maxlength: "80" },
    );
    const known = element("datalist", { id: "known-places" }, ...this.places().slice(0, 500).map(({ id, name }) => element("option", { value: speech.pick(name, id) })));
    this.position.replaceChildren();
    this.drawPosition();
    return element("div", {}, labelled(speech.say("place"), place, speech.say("placeHelp")), known);
  }

  isComplete(): boolean {
    const { name, longitude, latitude } = this.place();
    const stands = name === undefined || (this.longitude !== "" && this.latitude !== "" && Number.isFinite(longitude) && Number.isFinite(latitude));
    return this.written !== "" && stands;
  }

  place(): Newcomer["place"] {
    const known = this.known();
    return known === undefined
      ? { id: idOf(this.tenant, this.written, new Set(this.ground.places.map(({ id }) => id))), name: this.written, longitude: coordinate(this.longitude), latitude: coordinate(this.latitude) }
      : { id: known.id };
  }

  private places(): readonly Place[] {
    return this.ground.places.filter(({ tenant }) => tenant === this.tenant);
  }

  private known(): Place | undefined {
    const written = this.written.toLowerCase();
    return this.places().find(({ id, name }) => [id, name.da, name.en].some((each) => each?.toLowerCase() === written));
  }

  /** A place that is there has its position; a new one needs it. */
  private drawPosition(): void {
    const { speech } = this.desk;
    const isNew = this.written !== "" && this.known() === undefined;
    if (isNew === this.position.childElementCount > 0) {
      return;
    }
    if (!isNew) {
      this.position.replaceChildren();
      return;
    }
    const latitude = input("latitude", this.latitude, (text) => ((this.latitude = text), this.split(text), this.changed()), { inputmode: "decimal", placeholder: "55,9555" });
    const longitude = input("longitude", this.longitude, (text) => ((this.longitude = text), this.changed()), { inputmode: "decimal", placeholder: "10,2165" });
    const told = element("p", { class: "quiet small", role: "status" });
    const here = button(speech.say("useMyPosition"), () => this.locate(told));
    this.position.replaceChildren(labelled(speech.say("latitude"), latitude), labelled(speech.say("longitude"), longitude), element("div", {}, here, told));
  }

  private locate(told: HTMLElement): void {
    const { speech } = this.desk;
    told.textContent = speech.say("findingPosition");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        this.write(coords.latitude.toFixed(5), coords.longitude.toFixed(5));
        told.textContent = speech.say("positionFound");
      },
      () => (told.textContent = speech.say("noPosition")),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  }

  /** Maps copy both at once: "55.95554, 10.2165". */
  private split(text: string): void {
    const both = /^\s*(-?\d+\.\d+)\s*[,; ]\s*(-?\d+\.\d+)\s*$/.exec(text);
    if (both?.[1] !== undefined && both[2] !== undefined) {
      this.write(both[1], both[2]);
    }
  }

  private write(latitude: string, longitude: string): void {
    this.latitude = latitude;
    this.longitude = longitude;
    for (const [id, value] of [["latitude", latitude], ["longitude", longitude]] as const) {
      const field = this.position.querySelector<HTMLInputElement>(`#${id}`);
      if (field !== null) {
        field.value = value;
      }
    }
    this.changed();
  }
}

function coordinate(written: string): number {
  return Number(written.trim().replace(",", "."));
}
