/**
 * Gathers changes and hands them on once per drawn frame, each thing once, however often it changed. A page that is not looked at draws
 * nothing and loses nothing: the newest word waits.
 */
export class Frames<T> {
  private waiting = new Set<T>();
  private asked = false;
  private readonly draw: (changed: ReadonlySet<T>) => void;
  private readonly nextFrame: (callback: () => void) => void;

  constructor(draw: (changed: ReadonlySet<T>) => void, nextFrame: (callback: () => void) => void) {
    this.draw = draw;
    this.nextFrame = nextFrame;
  }

  add(thing: T): void {
    this.waiting.add(thing);
    if (!this.asked) {
      this.asked = true;
      this.nextFrame(() => this.flush());
    }
  }

  private flush(): void {
    const changed = this.waiting;
    this.waiting = new Set();
    this.asked = false;
    this.draw(changed);
  }
}
