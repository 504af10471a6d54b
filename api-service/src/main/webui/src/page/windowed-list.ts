import { element } from "./dom.ts";

const BEYOND = 8;

/**
 * A list of which only the rows in sight are there, so that ten thousand cost no more than thirty.
 * All rows are equally high.
 */
export class WindowedList<T> {
  readonly root: HTMLElement;
  private readonly list: HTMLElement;
  private readonly rowHeight: () => number;
  private readonly row: (item: T) => HTMLElement;
  private readonly keyOf: (item: T) => string;
  private items: readonly T[] = [];
  private shown = new Map<string, { item: T; line: HTMLElement }>();
  private asked = 0;
  private readonly watch: ResizeObserver;

  constructor(label: string, rowHeight: () => number, keyOf: (item: T) => string, row: (item: T) => HTMLElement) {
    this.rowHeight = rowHeight;
    this.row = row;
    this.keyOf = keyOf;
    this.list = element("ul", { class: "windowed-rows", "aria-label": label });
    this.root = element("div", { class: "windowed" }, this.list);
    this.root.addEventListener("scroll", () => this.later(), { passive: true });
    this.watch = new ResizeObserver(() => this.later());
    this.watch.observe(this.root);
  }

  show(items: readonly T[]): void {
    this.items = items;
    this.list.style.height = `${items.length * this.rowHeight()}px`;
    this.draw();
  }

  close(): void {
    this.watch.disconnect();
    cancelAnimationFrame(this.asked);
  }

  private later(): void {
    cancelAnimationFrame(this.asked);
    this.asked = requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    const height = this.rowHeight();
    const { first, last } = inSight(this.root.scrollTop, this.root.clientHeight, height, this.items.length);
    this.list.style.height = `${this.items.length * height}px`;
    const kept = new Map<string, { item: T; line: HTMLElement }>();
    for (let index = first; index < last; index++) {
      const item = this.items[index];
      if (item !== undefined) {
        kept.set(this.keyOf(item), this.place(item, index, height));
      }
    }
    for (const [key, { line }] of this.shown) {
      if (kept.get(key)?.line !== line) {
        line.remove();
      }
    }
    this.shown = kept;
    this.inOrder();
  }

  /** Moves only what is out of order: what has the focus would lose it. */
  private inOrder(): void {
    let next = this.list.firstElementChild;
    for (const { line } of this.shown.values()) {
      if (line === next) {
        next = next.nextElementSibling;
      } else {
        this.list.insertBefore(line, next);
      }
    }
  }

  private place(item: T, index: number, height: number): { item: T; line: HTMLElement } {
    const known = this.shown.get(this.keyOf(item));
    const line = known?.item === item ? known.line : element("li", { class: "windowed-row" }, this.row(item));
    line.setAttribute("aria-setsize", String(this.items.length));
    line.setAttribute("aria-posinset", String(index + 1));
    line.style.transform = `translateY(${index * height}px)`;
    line.style.height = `${height}px`;
    return { item, line };
  }
}

/** Which rows are in sight, with a few beyond each edge. */
export function inSight(top: number, height: number, rowHeight: number, count: number): { first: number; last: number } {
  const first = Math.max(0, Math.floor(top / rowHeight) - BEYOND);
  return { first, last: Math.min(count, Math.ceil((top + Math.max(height, rowHeight)) / rowHeight) + BEYOND) };
}
