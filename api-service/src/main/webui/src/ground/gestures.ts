import type { Camera, Point } from "./camera.ts";

const DRAG_SLACK = 5;
const WHEEL_STEP = 280;

/** Pointer, fingers and wheel move the camera. What they did is told after each move. */
export class Gestures {
  private readonly fingers = new Map<number, Point>();
  private travelled = 0;
  private dragged = false;
  private readonly node: HTMLElement;
  private readonly camera: Camera;
  private readonly moved: () => void;

  constructor(node: HTMLElement, camera: Camera, moved: () => void) {
    this.node = node;
    this.camera = camera;
    this.moved = moved;
    node.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    node.addEventListener("pointerdown", (event) => this.down(event));
    node.addEventListener("pointermove", (event) => this.move(event));
    node.addEventListener("pointerup", (event) => this.up(event));
    node.addEventListener("pointercancel", (event) => this.up(event));
    node.addEventListener("click", (event) => this.click(event), { capture: true });
    node.addEventListener("dragstart", (event) => event.preventDefault());
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    this.camera.zoomBy(-event.deltaY / WHEEL_STEP, this.local(event));
    this.moved();
  }

  private down(event: PointerEvent): void {
    if (!(event.target as Element).closest("button.button")) {
      this.fingers.set(event.pointerId, this.local(event));
      this.travelled = 0;
    }
  }

  private move(event: PointerEvent): void {
    const before = this.fingers.get(event.pointerId);
    if (before === undefined) {
      return;
    }
    const now = this.local(event);
    const other = [...this.fingers].find(([id]) => id !== event.pointerId)?.[1];
    this.fingers.set(event.pointerId, now);
    this.travelled += Math.hypot(now.x - before.x, now.y - before.y);
    if (this.travelled < DRAG_SLACK) {
      return;
    }
    this.node.setPointerCapture(event.pointerId);
    if (other !== undefined) {
      const apart = (point: Point): number => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
      this.camera.zoomBy(Math.log2(apart(now) / apart(before)), other);
      this.moved();
    } else if (event.pointerType === "mouse" || this.camera.isClose) {
      this.camera.dragBy(now.x - before.x, now.y - before.y);
      this.moved();
    }
  }

  private up(event: PointerEvent): void {
    if (this.fingers.delete(event.pointerId)) {
      this.dragged = this.travelled >= DRAG_SLACK;
    }
  }

  /** What ends a drag is no click. */
  private click(event: MouseEvent): void {
    if (this.dragged) {
      event.preventDefault();
      event.stopPropagation();
      this.dragged = false;
    }
  }

  private local(event: MouseEvent): Point {
    const box = this.node.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }
}
