const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** More than this many at once would be flicker, not a pulse. */
const MOST_AT_ONCE = 24;
const LASTS_MS = 900;
let beating = 0;

/** Lets an element glow once, gently; does nothing for those who asked for less motion. */
export function pulse(target: Element, keyframes: Keyframe[]): void {
  if (calm.matches || beating >= MOST_AT_ONCE) {
    return;
  }
  beating++;
  target.animate(keyframes, { duration: LASTS_MS, easing: "ease-out" }).finished.then(release, release);
}

function release(): void {
  beating--;
}
