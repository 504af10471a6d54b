import type { Theme } from "../api/shapes.ts";
import { element, write } from "../page/dom.ts";

/** One piece of news: what, how grave, and what is behind it. */
export interface Line {
  readonly key: string;
  readonly theme: Theme | undefined;
  /** From 0, which is as it should be, to 3. */
  readonly grade: 0 | 1 | 2 | 3;
  readonly what: string;
  readonly how: string;
  readonly why: string;
}

interface Row {
  readonly node: HTMLLIElement;
  readonly what: HTMLElement;
  readonly how: HTMLElement;
  readonly why: HTMLElement;
}

/** A list of news that keeps what is still true where it is: only what is new fades in, and nothing is drawn twice. */
export class Lines {
  readonly node = element("ul", { class: "lines" });
  private readonly rows = new Map<string, Row>();

  show(lines: readonly Line[]): void {
    const wanted = new Set(lines.map(({ key }) => key));
    for (const [key, row] of this.rows) {
      if (!wanted.has(key)) {
        row.node.remove();
        this.rows.delete(key);
      }
    }
    lines.forEach((line, index) => {
      const row = this.rows.get(line.key) ?? this.add(line.key);
      if (this.node.children[index] !== row.node) {
        this.node.insertBefore(row.node, this.node.children[index] ?? null);
      }
      paint(row, line);
    });
  }

  private add(key: string): Row {
    const what = element("strong", { class: "line-what" });
    const how = element("span", { class: "line-how" });
    const why = element("span", { class: "line-why quiet figures" });
    const row = { node: element("li", { class: "line" }, what, " ", how, " ", why), what, how, why };
    this.rows.set(key, row);
    return row;
  }
}

function paint(row: Row, line: Line): void {
  write(row.what, line.what);
  write(row.how, line.how);
  write(row.why, line.why);
  const grade = String(line.grade);
  if (row.node.dataset["grade"] !== grade) {
    row.node.dataset["grade"] = grade;
  }
  const theme = line.theme === undefined ? "transparent" : `var(--${line.theme})`;
  if (row.node.style.getPropertyValue("--theme") !== theme) {
    row.node.style.setProperty("--theme", theme);
  }
}

/** Hides what does not fit; answers how many are left out. */
export function fit(list: HTMLElement, room: HTMLElement, most: number): number {
  const children = [...list.children] as HTMLElement[];
  children.forEach((child) => (child.hidden = false));
  const bottom = room.getBoundingClientRect().bottom + 1;
  const fitting = children.map((child, index) => index < most && child.getBoundingClientRect().bottom <= bottom);
  const first = fitting.indexOf(false);
  const shown = first < 0 ? children.length : Math.max(1, first);
  children.forEach((child, index) => (child.hidden = index >= shown));
  return children.length - shown;
}
