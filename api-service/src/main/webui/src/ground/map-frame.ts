import { figure } from "../page/format.ts";
import { element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { Camera, niceDistance } from "./camera.ts";
import { creditOf } from "./credit.ts";
import { fetchDescription } from "./description.ts";
import { Gestures } from "./gestures.ts";
import type { Ground, Square } from "./ground.ts";

const ZOOM_STEP = 0.7;
const SCALE_LEAST = 80;

/** A map that one can move: ground, scale, whom the ground owes its data to, and buttons. What stands on it is its owner's. */
export class MapFrame {
  readonly node: HTMLElement;
  readonly camera = new Camera();
  /** How much larger than usual the page is written; a wall screen's labels need more room. */
  magnified = 1;
  private readonly ground = element("div", { class: "ground", "aria-hidden": "true" });
  private readonly scaleText = element("span", { class: "figures" });
  private readonly scaleBar = element("div", { class: "scale-bar", "aria-hidden": "true" }, this.scaleText, element("i"));
  private readonly credit = element("p", { class: "map-credit", hidden: true });
  private readonly plain = element("p", { class: "plain-ground quiet", role: "status", hidden: true });
  private readonly sizes = new ResizeObserver(() => this.measure());
  private readonly speech: Speech;
  private readonly moved: () => void;
  private squares: readonly Square[] = [];
  private drawn: Ground | undefined;
  private asked = false;
  private ended = false;

  /** @param moved called when what stands on the map must be placed anew; it calls `follow` */
  constructor(speech: Speech, moved: () => void) {
    this.speech = speech;
    this.moved = moved;
    this.node = element("div", { class: "map" }, this.ground, this.buttons(), this.scaleBar, this.credit, this.plain);
    this.sizes.observe(this.node);
    new Gestures(this.node, this.camera, moved);
  }

  /** Puts on the map what stands there. */
  carry(...content: readonly Element[]): void {
    this.ground.after(...content);
  }

  /** Has the ground and the scale follow the camera. */
  follow(): void {
    this.node.classList.toggle("close", this.camera.isClose);
    this.drawn?.follow();
    const metres = this.camera.metresPerPixel();
    const step = niceDistance(SCALE_LEAST * metres);
    this.scaleBar.style.width = `${step / metres}px`;
    write(this.scaleText, step >= 1000 ? `${figure(step / 1000, undefined, this.speech)} km` : `${step} m`);
  }

  /** Asks for the ground, after the page has been painted: values come first, streets then. */
  askForGround(): void {
    if (!this.asked) {
      this.asked = true;
      requestAnimationFrame(() => setTimeout(() => void this.layGround()));
    }
  }

  showSquares(squares: readonly Square[]): void {
    this.squares = squares;
    this.drawn?.show(squares);
  }

  /** After the colours of the page have changed. */
  recolour(): void {
    this.drawn?.recolour();
  }

  end(): void {
    this.ended = true;
    this.sizes.disconnect();
    this.drawn?.end();
  }

  private async layGround(): Promise<void> {
    try {
      const [{ Ground, canDraw }, description] = await Promise.all([import("./ground.ts"), fetchDescription()]);
      await document.fonts.ready;
      if (this.ended) {
        return;
      }
      if (!canDraw()) {
        this.stayPlain();
        return;
      }
      this.drawn = new Ground(this.ground, this.camera, this.speech.language, description, () => this.node.classList.add("grounded"));
      this.drawn.follow();
      this.drawn.show(this.squares);
      this.credit.replaceChildren(...(description.kind === "tiles" ? creditOf(description.attribution) : []));
      this.credit.hidden = this.credit.textContent === "";
    } catch {
      this.stayPlain();
    }
  }

  private stayPlain(): void {
    this.ground.replaceChildren();
    write(this.plain, this.speech.say("mapPlain"));
    this.plain.hidden = false;
  }

  private measure(): void {
    this.magnified = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    this.camera.resize(this.node.clientWidth, this.node.clientHeight);
    this.moved();
  }

  private buttons(): HTMLElement {
    const button = (text: string, name: string, act: () => void): HTMLElement => {
      const node = element("button", { class: "button", type: "button", "aria-label": name, title: name }, text);
      node.addEventListener("click", () => {
        act();
        this.moved();
      });
      return node;
    };
    return element(
      "div",
      { class: "zoom" },
      button("+", this.speech.say("zoomIn"), () => this.camera.zoomBy(ZOOM_STEP)),
      button("−", this.speech.say("zoomOut"), () => this.camera.zoomBy(-ZOOM_STEP)),
      button("◎", this.speech.say("zoomAll"), () => this.camera.showAll()),
    );
  }
}
