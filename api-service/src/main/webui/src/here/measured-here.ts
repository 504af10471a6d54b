import { type Detail, type Spot, fetchDetail, fetchSpots } from "../api/details.ts";
import { NoAnswer, fetchJson } from "../api/open-api.ts";

/** A dataset that measures at the place. */
export interface MeasuredHere {
  readonly detail: Detail;
  readonly spot: Spot;
}

/** Every public dataset that measures at the place, or tells something of the area. */
export async function measuredHere(place: string): Promise<MeasuredHere[]> {
  const { datasets = [] } = await fetchJson<{ datasets?: { id: string }[] }>("/v1/datasets");
  const found = await Promise.all(datasets.map(({ id }) => at(id, place)));
  return found.filter((one) => one !== undefined);
}

async function at(dataset: string, place: string): Promise<MeasuredHere | undefined> {
  try {
    const spot = (await fetchSpots(dataset)).find(({ id }) => id === place);
    return spot === undefined ? undefined : { spot, detail: await fetchDetail(dataset) };
  } catch (failure) {
    if (failure instanceof NoAnswer && failure.status === 404) {
      // It was taken back just now.
      return undefined;
    }
    throw failure;
  }
}
