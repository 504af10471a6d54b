import maplibre from "maplibre-gl/dist/maplibre-gl-csp.js";
import worker from "maplibre-gl/dist/maplibre-gl-csp-worker.js?url";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { type Camera, latitudeOf, longitudeOf } from "./camera.ts";
import type { Description } from "./description.ts";
import { groundStyle } from "./style.ts";

/** A square that something is told of: how strongly it is coloured, and nothing of it where that is protected. */
export interface Square {
  readonly outline: readonly (readonly [number, number])[];
  readonly theme: string;
  readonly level: number | undefined;
  readonly chosen: boolean;
}

/** The ground of the map, drawn by MapLibre: it follows our camera and knows nothing of what is measured. */
export class Ground {
  private readonly map: MapLibre;
  private readonly camera: Camera;
  private readonly node: HTMLElement;
  private readonly language: string;
  private readonly description: Description;
  private squares: readonly Square[] = [];

  constructor(node: HTMLElement, camera: Camera, language: string, description: Description, drawn: () => void) {
    this.node = node;
    this.camera = camera;
    this.language = language;
    this.description = description;
    maplibre.setWorkerUrl(worker);
    this.map = new maplibre.Map({
      container: node,
      style: this.style(),
      interactive: false,
      attributionControl: false,
      renderWorldCopies: false,
      fadeDuration: 0,
      ...this.view(),
    });
    // What is missing of the ground is a plain ground, not a mistake of the page.
    this.map.on("error", () => {});
    this.map.on("load", () => {
      this.paintSquares();
      drawn();
    });
  }

  follow(): void {
    this.map.jumpTo(this.view());
  }

  /** After the page's colours have changed. */
  recolour(): void {
    this.map.setStyle(this.style(), { diff: true });
    this.paintSquares();
  }

  show(squares: readonly Square[]): void {
    this.squares = squares;
    this.paintSquares();
  }

  /** Gives back what it holds of the graphics card. */
  end(): void {
    this.map.remove();
  }

  private style(): ReturnType<typeof groundStyle> {
    return groundStyle((token) => this.colour(token), this.language, this.description);
  }

  private paintSquares(): void {
    const source = this.map.getSource<GeoJSONSource>("squares");
    source?.setData({
      type: "FeatureCollection",
      features: this.squares.map(({ outline, theme, level, chosen }) => ({
        type: "Feature",
        properties: { chosen, ...(level === undefined ? {} : { colour: this.colour(theme), level: 0.15 + 0.5 * level }) },
        geometry: { type: "Polygon", coordinates: [outline.map(([longitude, latitude]) => [longitude, latitude])] },
      })),
    });
  }

  private view(): { center: [number, number]; zoom: number } {
    const { centre, zoom } = this.camera;
    return { center: [longitudeOf(centre), latitudeOf(centre)], zoom };
  }

  /** A token of the design, as it is in the colours of now. */
  private colour(token: string): string {
    const probe = document.createElement("i");
    probe.style.color = `var(--${token})`;
    this.node.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }
}

/** Whether this browser can draw the ground. */
export function canDraw(): boolean {
  return document.createElement("canvas").getContext("webgl2") !== null || document.createElement("canvas").getContext("webgl") !== null;
}
