/** So many rows out of sight are brought up to date in one go. */
const UNSEEN_AT_ONCE = 60;

/**
 * Rows that are painted at once while they can be seen; those out of sight wait, and are brought up to date a few at a time, so that
 * they too are true for a screen reader or a search in the page.
 */
export class Rows<R extends Element> {
  private readonly seen = new Set<R>();
  private readonly stale = new Set<R>();
  private readonly observer: IntersectionObserver;
  private readonly paint: (row: R, live: boolean) => void;
  private catchingUp = false;

  constructor(paint: (row: R, live: boolean) => void) {
    this.paint = paint;
    this.observer = new IntersectionObserver((entries) => entries.forEach((entry) => this.appeared(entry)), { rootMargin: "120px" });
  }

  watch(row: R): void {
    this.stale.add(row);
    this.observer.observe(row);
  }

  /** Something of the row has changed. */
  touch(row: R): void {
    if (this.seen.has(row)) {
      this.paint(row, true);
    } else {
      this.stale.add(row);
    }
  }

  /** Paints what is seen, because time has passed, and then what waited. */
  refresh(): void {
    this.seen.forEach((row) => this.paint(row, false));
    if (!this.catchingUp && this.stale.size > 0) {
      this.catchingUp = true;
      requestAnimationFrame(() => this.catchUp());
    }
  }

  clear(): void {
    this.observer.disconnect();
    this.seen.clear();
    this.stale.clear();
  }

  private appeared(entry: IntersectionObserverEntry): void {
    const row = entry.target as R;
    if (entry.isIntersecting) {
      this.seen.add(row);
      this.stale.delete(row);
      this.paint(row, false);
    } else {
      this.seen.delete(row);
      this.stale.add(row);
    }
  }

  private catchUp(): void {
    let left = UNSEEN_AT_ONCE;
    for (const row of this.stale) {
      if (left-- === 0) {
        break;
      }
      this.stale.delete(row);
      this.paint(row, false);
    }
    this.catchingUp = this.stale.size > 0;
    if (this.catchingUp) {
      requestAnimationFrame(() => this.catchUp());
    }
  }
}
