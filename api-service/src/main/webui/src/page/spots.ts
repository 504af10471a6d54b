import type { Spot } from "../api/details.ts";
import type { Speech } from "./language.ts";

const SQUARE = /^(\d+)(k?m)_(\d+)_(\d+)$/;

/** The name of a place; a square of the Danish grid has none of its own and is called by its size and numbers. */
export function spotName(spot: Spot, speech: Speech): string {
  const named = speech.pick(spot.name, "");
  const square = SQUARE.exec(spot.id);
  return named === "" && square !== null ? speech.say("areaOf", { size: `${square[1]}\u00a0${square[2]}`, name: `${square[3]}/${square[4]}` }) : named || spot.id;
}

/** How wide a square of the grid is, in metres; 0 for anything else. */
export function squareSize(id: string): number {
  const square = SQUARE.exec(id);
  return square === null ? 0 : Number(square[1]) * (square[2] === "km" ? 1000 : 1);
}
