import { LiveStream, type LiveState } from "../api/live-stream.ts";
import { type CatalogueEntry, fetchCatalogue, fetchLatest } from "../api/open-api.ts";
import type { WindowJson } from "../api/shapes.ts";
import { type Address, linkTo, readAddress } from "../page/address.ts";
import { element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { City, type Series } from "./city.ts";
import { Frames } from "./frames.ts";
import { Header } from "./header.ts";
import { LookingBack } from "./looking-back.ts";
import { CityMap } from "./map.ts";
import { Notices } from "./notices.ts";
import { PlaceList } from "./place-list.ts";
import { PlacePanel } from "./place-panel.ts";
import { footer, Terms } from "./terms.ts";
import { Themes } from "./themes.ts";
import { ValueTable } from "./value-table.ts";
import { placeName, quantityName } from "./value.ts";

const RETRY_MS = 8_000;
const AGES_MS = 10_000;
/** New places and datasets show up by themselves, within this time at the latest. */
const CATALOGUE_AGAIN_MS = 5 * 60_000;
const CATALOGUE_SOON_MS = 5_000;

/** The first page: the city now. Ties what is known of the city to what shows it. */
export class CityPage {
  private readonly city = new City();
  private readonly header: Header;
  private readonly notices: Notices;
  private readonly themes: Themes;
  private readonly map: CityMap;
  private readonly list: PlaceList;
  private readonly panel: PlacePanel;
  private readonly table: ValueTable;
  private readonly terms: Terms;
  private readonly back: LookingBack;
  private readonly title = element("h1", { class: "tagline" });
  private readonly legend = element("div", { class: "legend figures", "aria-hidden": "true", hidden: true });
  private readonly views = element("nav", { class: "pair views" });
  private readonly stage = element("div", { class: "stage" });
  private readonly message = element("div", { class: "message", role: "status" });
  private readonly main = element("main", { class: "city" });
  private readonly frames = new Frames<Series>((changed) => this.draw(changed), (callback) => requestAnimationFrame(callback));
  private address: Address;
  private lastHeard: number | undefined;
  private catalogueTimer: ReturnType<typeof setTimeout> | undefined;
  private catalogueDue = Infinity;
  private listening = false;
  private shownQuantity: string | null = null;
  private readonly speech: Speech;
  private readonly root: HTMLElement;

  constructor(speech: Speech, root: HTMLElement) {
    this.speech = speech;
    this.root = root;
    this.address = readAddress(location.search);
    this.header = new Header(speech);
    this.notices = new Notices(speech);
    this.themes = new Themes(this.city, speech);
    this.map = new CityMap(this.city, speech, this.address);
    this.list = new PlaceList(this.city, speech, this.address);
    this.panel = new PlacePanel(this.city, speech, this.address, (away) => this.notices.historyAway(away));
    this.table = new ValueTable(this.city, speech, this.address);
    this.terms = new Terms(this.city, speech);
    this.back = new LookingBack(this.city, speech, {
      shown: () => this.show(),
      settled: (at) => this.settle(at),
      wanted: () => [...this.city.datasets.values()].filter(({ id }) => this.address.dataset === null || id === this.address.dataset),
    });
  }

  start(): void {
    this.stage.append(this.map.node, this.legend, this.table.node, this.back.bar.node);
    const side = element("div", { class: "side", id: "side", tabindex: "-1" }, this.panel.node, this.list.node);
    this.views.setAttribute("aria-label", this.speech.say("view"));
    const bar = element("div", { class: "bar" }, this.themes.node, this.views);
    this.main.append(element("div", { class: "board" }, this.title, bar, this.message, this.stage, side), this.terms.node);
    this.root.replaceChildren(this.header.node, this.notices.node, this.main, footer(this.speech));
    this.say("loading");
    this.paintColour();
    this.show();
    document.addEventListener("click", (event) => this.follow(event));
    addEventListener("popstate", () => this.moved());
    addEventListener("keydown", (event) => this.key(event));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
    setInterval(() => this.header.tick(), 1_000);
    setInterval(() => this.refresh(), AGES_MS);
    void this.load();
  }

  // What the page knows.

  private async load(): Promise<void> {
    this.catalogueDue = Infinity;
    clearTimeout(this.catalogueTimer);
    let entries: CatalogueEntry[];
    try {
      entries = await fetchCatalogue();
    } catch {
      if (this.city.datasets.size === 0) {
        this.say("failed");
      }
      this.loadWithin(RETRY_MS);
      return;
    }
    this.city.describe(entries);
    this.say(entries.length === 0 ? "empty" : "shown");
    this.loadWithin(entries.length === 0 ? RETRY_MS : CATALOGUE_AGAIN_MS);
    this.terms.show();
    this.header.madeUp(entries.some(({ dataset }) => dataset.simulated));
    this.show();
    this.back.follow(this.address.at);
    void this.loadLatest();
    this.listen();
  }

  private loadWithin(delay: number): void {
    if (Date.now() + delay < this.catalogueDue) {
      this.catalogueDue = Date.now() + delay;
      clearTimeout(this.catalogueTimer);
      this.catalogueTimer = setTimeout(() => void this.load(), delay);
    }
  }

  /** The newest values by the ordinary way too: a network that holds back streams still shows a city. */
  private async loadLatest(): Promise<void> {
    await Promise.all(
      [...this.city.datasets.keys()].map((dataset) =>
        fetchLatest(dataset).then(
          (windows) => windows.forEach((window) => this.take(window, false)),
          // The stream begins with the same windows.
          () => {},
        ),
      ),
    );
  }

  private listen(): void {
    if (this.listening || this.city.datasets.size === 0) {
      return;
    }
    this.listening = true;
    const stream = new LiveStream("/v1/live", {
      window: (window) => this.take(window, true),
      reset: () => this.loadWithin(0),
      withdrawn: (withdrawal) => {
        this.city.withdraw(withdrawal);
        this.show();
        this.loadWithin(CATALOGUE_SOON_MS);
      },
      state: (state) => this.live(state),
    });
    stream.open();
  }

  private take(window: WindowJson, live: boolean): void {
    if (live) {
      this.lastHeard = Date.now();
    }
    if (!this.city.knows(window)) {
      // The map shows spots; squares and named areas beside them are in no catalogue of places.
      if (window.place !== undefined) {
        this.loadWithin(CATALOGUE_SOON_MS);
      }
      return;
    }
    const series = this.city.take(window);
    if (series !== undefined) {
      if (series.changed) {
        this.header.changed();
      }
      // While an earlier moment is shown, what is new waits.
      if (this.city.moment === undefined) {
        this.frames.add(series);
      }
    }
  }

  private live(state: LiveState): void {
    this.header.live(state);
    this.notices.live(state, this.lastHeard);
    this.main.classList.toggle("offline", state === "offline");
  }

  // What the page shows.

  private draw(changed: ReadonlySet<Series>): void {
    this.map.update(changed);
    this.list.update(changed);
    this.panel.update(changed);
    this.table.update(changed);
    if (this.effective().quantity !== this.shownQuantity) {
      this.show();
    } else if (this.legend.hidden) {
      this.paintLegend();
    }
  }

  private show(): void {
    const address = this.effective();
    this.shownQuantity = address.quantity;
    const table = address.view === "table";
    this.header.show();
    this.main.classList.toggle("looking-back", this.city.moment !== undefined);
    write(this.title, this.speech.say(this.city.moment === undefined ? "tagline" : "taglinePast"));
    this.themes.show(address);
    this.map.node.hidden = table;
    this.table.node.hidden = !table;
    this.main.classList.toggle("with-place", address.place !== null);
    this.main.classList.toggle("with-dataset", address.dataset !== null);
    this.list.node.hidden = address.place !== null;
    this.map.show(address);
    this.list.show(address);
    this.panel.show(address);
    this.table.show(address);
    this.paintViews(address);
    this.paintLegend();
    const place = address.place === null ? undefined : this.city.places.get(address.place);
    document.title = place === undefined ? "Bypuls" : `${placeName(this.city, place.place, this.speech)} · Bypuls`;
  }

  private refresh(): void {
    this.map.refresh();
    this.list.refresh();
    this.panel.refresh();
    this.table.refresh();
    this.paintLegend();
  }

  /** The address with what it leaves open filled in: an unknown dataset is none, and a dataset shows its first quantity that has values. */
  private effective(): Address {
    const dataset = this.address.dataset === null ? undefined : this.city.datasets.get(this.address.dataset);
    if (dataset === undefined) {
      return this.city.datasets.size === 0 ? this.address : { ...this.address, dataset: null, quantity: null };
    }
    const ids = dataset.quantities.map((quantity) => quantity.id);
    if (this.address.quantity !== null && ids.includes(this.address.quantity)) {
      return this.address;
    }
    return { ...this.address, quantity: ids.find((id) => this.city.measures(dataset.id, id)) ?? ids[0] ?? null };
  }

  private paintViews(address: Address): void {
    const link = (view: "map" | "table", text: string): HTMLElement =>
      element("a", { class: "button", href: linkTo(address, { view }), "data-go": true, "data-view": view, "aria-current": address.view === view ? "true" : null }, text);
    const focused = this.views.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["view"] : undefined;
    this.views.replaceChildren(link("map", this.speech.say("showMap")), link("table", this.speech.say("showTable")));
    if (focused !== undefined) {
      this.views.querySelector<HTMLElement>(`[data-view="${focused}"]`)?.focus();
    }
  }

  private paintLegend(): void {
    const legend = this.address.view === "table" ? undefined : this.map.legend();
    const { quantity } = this.effective();
    this.legend.hidden = legend === undefined || quantity === null;
    if (legend !== undefined && quantity !== null) {
      const name = quantityName(this.city, quantity, this.speech);
      this.legend.style.setProperty("--theme", `var(--${legend.theme})`);
      const text = `${name} ${legend.low} ${legend.high} ${legend.unit}`;
      if (this.legend.dataset["text"] !== text) {
        this.legend.dataset["text"] = text;
        this.legend.replaceChildren(
          element("strong", {}, name),
          element("span", { class: "ramp" }),
          element("span", { title: this.speech.say("legendLow") }, legend.low),
          element("span", { class: "legend-high", title: this.speech.say("legendHigh") }, `${legend.high} ${legend.unit}`),
        );
      }
    }
  }

  private say(what: "loading" | "empty" | "failed" | "shown"): void {
    this.root.dataset["state"] = what;
    if (what === "loading") {
      this.message.replaceChildren(element("p", { class: "message-title" }, this.speech.say("loading")));
    } else if (what === "empty") {
      this.message.replaceChildren(
        element("p", { class: "message-title" }, this.speech.say("empty")),
        element("p", { class: "quiet" }, this.speech.say("emptyWhy")),
      );
    } else if (what === "failed") {
      const again = element("button", { class: "button", type: "button" }, this.speech.say("retry"));
      again.addEventListener("click", () => void this.load());
      this.message.replaceChildren(
        element("p", { class: "message-title" }, this.speech.say("failed")),
        element("p", { class: "quiet" }, this.speech.say("failedWhy")),
        again,
      );
    } else {
      this.message.replaceChildren();
    }
    this.message.hidden = what === "shown";
  }

  private recolour(): void {
    this.header.show();
    this.map.recolour();
  }

  private paintColour(): void {
    if (this.address.colour === null) {
      delete document.documentElement.dataset["colour"];
    } else {
      document.documentElement.dataset["colour"] = this.address.colour;
    }
  }

  // How one moves about.

  /** Links within the page change what is shown without loading it again; they stay links for everything else. */
  private follow(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-go], a[data-place], a[data-back], a[data-colours]");
    if (link === null || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    const left = this.address.place;
    history.pushState(null, "", link.href);
    this.moved();
    if (link.dataset["place"] !== undefined) {
      this.panel.focus();
    } else if (link.dataset["back"] !== undefined) {
      this.list.focusOn(left);
    }
  }

  private moved(): void {
    const { colour } = this.address;
    this.address = readAddress(location.search);
    this.paintColour();
    this.show();
    this.back.follow(this.address.at);
    if (colour !== this.address.colour) {
      this.map.recolour();
    }
  }

  /** The address names the moment, so that it can be shared; moving about in time leaves no trail of steps back. */
  private settle(at: number | null): void {
    history.replaceState(null, "", linkTo(this.address, { at }));
    this.address = readAddress(location.search);
    this.show();
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.address.place !== null) {
      const left = this.address.place;
      history.pushState(null, "", linkTo(this.address, { place: null }));
      this.moved();
      this.list.focusOn(left);
    }
  }
}
