import type { Theme } from "../api/shapes.ts";
import { element, write } from "../page/dom.ts";
import type { Speech } from "../page/language.ts";
import { type Camera, type Point, boundsOf } from "../ground/camera.ts";
import type { City } from "./city.ts";
import { type Cluster, clustersOf } from "./clusters.ts";
import { figure } from "../page/format.ts";
import { type Marker, wheelOf } from "./marker.ts";
import { unitForPeople } from "../page/vocabulary.ts";

/** Points nearer than this would lie on each other. */
const NEAR = 21;
const NEAR_WITH_VALUES = 26;
/** Discs nearer than this would too. */
const DISCS_NEAR = 34;
const FAINTEST = 15;

interface Shown {
  readonly node: HTMLButtonElement;
  readonly count: HTMLElement;
  readonly label: HTMLElement;
  cluster: Cluster<Marker> | undefined;
}

/** Places that lie close on the screen, shown as one disc with how many they are and between which values. One press goes nearer. */
export class Crowds {
  /** For the eye and the pointer: by keyboard and ear each place is reached by itself. */
  readonly node = element("div", { class: "crowds", "aria-hidden": "true" });
  private readonly pool: Shown[] = [];
  private readonly city: City;
  private readonly speech: Speech;
  private readonly camera: Camera;
  private readonly moved: () => void;

  constructor(city: City, speech: Speech, camera: Camera, moved: () => void) {
    this.city = city;
    this.speech = speech;
    this.camera = camera;
    this.moved = moved;
  }

  /** Gathers the markers anew; answers where the discs are. */
  gather(markers: readonly Marker[], magnified: number): Point[] {
    const within = (markers.some(({ series }) => series !== undefined) ? NEAR_WITH_VALUES : NEAR) * magnified;
    const clusters = clustersOf(markers, ({ at }) => at, within);
    const discs = clusters.filter(({ members }) => members.length > 1);
    const crowds = clustersOf(discs, ({ point }) => point, DISCS_NEAR * magnified).map(({ members, point }) => ({
      members: members.flatMap((disc) => disc.members),
      point,
    }));
    for (const { members } of clusters) {
      members.forEach((marker) => marker.node.classList.toggle("clustered", members.length > 1));
    }
    crowds.forEach((cluster, index) => {
      const shown = this.pool[index] ?? this.another();
      shown.cluster = cluster;
      shown.node.hidden = false;
      shown.node.style.translate = `${cluster.point.x.toFixed(1)}px ${cluster.point.y.toFixed(1)}px`;
      shown.node.style.setProperty("--size", `${(1.5 + 0.32 * Math.log2(cluster.members.length)).toFixed(2)}rem`);
    });
    for (const spare of this.pool.slice(crowds.length)) {
      spare.node.hidden = true;
      spare.cluster = undefined;
    }
    this.paint();
    return crowds.map(({ point }) => point);
  }

  /** Writes what the crowds say now. */
  paint(): void {
    for (const { cluster, node, count, label } of this.pool) {
      if (cluster === undefined) {
        continue;
      }
      const { members } = cluster;
      write(count, String(members.length));
      write(label, this.between(members));
      const measured = members.filter(({ series }) => series !== undefined);
      const level = measured.reduce((sum, marker) => sum + marker.level, 0) / Math.max(1, measured.length);
      const theme = measured[0]?.series?.theme;
      node.classList.toggle("valued", theme !== undefined);
      node.style.setProperty("--theme", theme === undefined ? "var(--line-strong)" : `var(--${theme})`);
      node.style.setProperty("--level", `${Math.round(FAINTEST + (100 - FAINTEST) * level)}%`);
      node.style.setProperty("--wheel", wheelOf(theme === undefined ? this.themes(members) : [theme]));
    }
  }

  private another(): Shown {
    const count = element("span", { class: "crowd-count figures" });
    const label = element("span", { class: "crowd-label figures" });
    const node = element("button", { class: "crowd", type: "button", tabindex: "-1" }, count, label);
    const shown: Shown = { node, count, label, cluster: undefined };
    node.addEventListener("click", () => {
      if (shown.cluster !== undefined) {
        this.camera.show(boundsOf(shown.cluster.members.map(({ spot }) => spot)));
        this.moved();
      }
    });
    this.pool.push(shown);
    this.node.append(node);
    return shown;
  }

  private between(members: readonly Marker[]): string {
    const series = members.flatMap((marker) => (marker.series?.value === undefined || this.city.quiet(marker.series) ? [] : [marker.series]));
    const [first] = series;
    if (first === undefined || first.kind === "state" || first.kind === "direction") {
      return "";
    }
    const values = series.map(({ value }) => value ?? 0);
    const written = (value: number): string => figure(value, first.described?.places, this.speech);
    const low = written(Math.min(...values));
    const high = written(Math.max(...values));
    const unit = unitForPeople(first.unit);
    return `${low === high ? low : `${low}–${high}`}${unit === "" ? "" : `\u00a0${unit}`}`;
  }

  private themes(members: readonly Marker[]): Theme[] {
    const all = members.flatMap(({ id }) => (this.city.places.get(id)?.series ?? []).map((one) => one.theme));
    return [...new Set(all)].sort();
  }
}
