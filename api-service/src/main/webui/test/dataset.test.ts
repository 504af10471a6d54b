import assert from "node:assert/strict";
import { test } from "node:test";
import type { Detail, Spot } from "../src/api/details.ts";
import { datasetFrom } from "../src/api/shapes.ts";
import { cellsOf } from "../src/chart/cells.ts";
import { tally } from "../src/dataset/quality.ts";
import { asked, chartWishes, decide, isSampled, notThere, readChoice, readable, spansOf } from "../src/dataset/question.ts";
import { Contract, typeWords } from "../src/developers/contract.ts";
import { addressOf, readable as spread, spanFor, spansFor, takesAllQuantities } from "../src/developers/question.ts";
import { durationWords } from "../src/page/duration.ts";
import { speech } from "../src/page/language.ts";
import { TONGUES, historyAddress, historySnippet, latestAddress, liveAddress, liveSnippet } from "../src/page/snippets.ts";
import { type Span, holdsFinished } from "../src/page/spans.ts";
import { spotName } from "../src/page/spots.ts";

const danish = speech("da");
const detail = {
  ...datasetFrom({
    id: "town-air",
    resolutions: ["PT1M", "PT15M", "PT1H", "P1D", "P1M"],
    quantities: [
      { id: "pm10", unit: "ug/m3", name: { da: "Partikler" }, kind: "gauge", theme: "air", scale: 1 },
      { id: "rain", unit: "mm", kind: "amount", scale: 1 },
    ],
  }),
} as Detail;
const square: Spot = { id: "town-square", name: { da: "Torvet" }, isArea: false, quantities: ["rain"] };
const area: Spot = { id: "1km_6199_576", name: {}, isArea: true, quantities: [] };

test("the address decides what is shown, and what it leaves open is decided for it", () => {
  const question = decide(readChoice("?place=town-square&span=P7D"), detail, [area, square], undefined);
  assert.equal(question?.quantity.id, "rain");
  assert.equal(question?.resolution, "PT15M");
  assert.equal(decide(readChoice("?place=gone&quantity=gone&resolution=PT5M"), detail, [area, square], "town-square")?.spot.id, "town-square");
  assert.equal(decide(readChoice(""), detail, [], undefined), undefined);
});

test("a span is read in the finest windows that can be told apart", () => {
  assert.deepEqual((["PT6H", "P1D", "P7D", "P30D", "P365D"] as const).map((span) => readable(detail.resolutions, span)), ["PT1M", "PT15M", "PT15M", "PT1H", "P1D"]);
});

test("a page never opens on a time in which nothing can be finished", () => {
  const shown = (search: string, resolutions: readonly string[]): readonly (string | undefined)[] => {
    const question = decide(readChoice(search), { ...detail, resolutions }, [square], undefined);
    return [question?.resolution, question?.span];
  };
  assert.deepEqual(shown("", detail.resolutions), ["PT15M", "P1D"]);
  assert.deepEqual(shown("", ["P1D", "P1M"]), ["P1D", "P30D"]);
  assert.deepEqual(shown("", ["P1M"]), ["P1M", "P30M"]);
  assert.deepEqual(shown("?resolution=P1D", detail.resolutions), ["P1D", "P30D"]);
  assert.deepEqual(shown("?span=P1D&resolution=P1D", detail.resolutions), ["P1D", "P30D"]);
  assert.deepEqual(shown("?span=P30D&resolution=P1M", detail.resolutions), ["P1M", "P30M"]);
  assert.deepEqual(shown("?span=P7D&resolution=P1D", detail.resolutions), ["P1D", "P7D"]);
  assert.deepEqual(shown("?span=P31D", detail.resolutions), ["PT1H", "P30D"]);
});

test("a span that is offered is shown when it is chosen, and holds something finished", () => {
  for (const resolutions of [detail.resolutions, ["P1D", "P1M"], ["PT1M", "P1M"], ["P1M"], ["PT1M"]]) {
    for (const span of spansOf(resolutions)) {
      const question = decide(readChoice(`?span=${span}`), { ...detail, resolutions }, [square], undefined);
      assert.ok(question);
      assert.equal(question.span, span, resolutions.join());
      assert.ok(holdsFinished(question.span, question.resolution), `${span} ${question.resolution}`);
    }
  }
  assert.deepEqual(spansOf(["P1D", "P1M"]), ["P7D", "P30D", "P365D", "P30M"]);
});

test("a window as long as the span is not always finished in it", () => {
  const pairs: readonly [Span, string, boolean][] = [["PT1H", "PT1H", false], ["PT6H", "PT1H", true], ["P1D", "P1D", false], ["P30D", "P1M", false], ["P365D", "P1M", true]];
  assert.deepEqual(pairs.map(([span, resolution]) => holdsFinished(span, resolution)), pairs.map(([, , holds]) => holds));
});

test("few windows are asked for with their gaps, many as a sample with its gaps besides", () => {
  const few = decide(readChoice("?place=town-square"), detail, [square], undefined);
  const many = decide(readChoice("?place=town-square&span=P30D&resolution=PT1M"), detail, [square], undefined);
  assert.ok(few && many);
  assert.deepEqual(chartWishes(few), [{ gaps: "true", limit: "10000" }]);
  assert.equal(isSampled(many), true);
  // The API takes gaps and points apart, never together.
  assert.deepEqual(chartWishes(many).map((wish) => [wish["points"] !== undefined, wish["gaps"] !== undefined]), [[true, false], [false, true]]);
});

test("snippets ask what the page asks, at the host that it came from", () => {
  const question = decide(readChoice("?place=town-square"), detail, [square], undefined);
  assert.ok(question);
  const asks = asked(question, "http://127.0.0.1:8080");
  assert.equal(historyAddress(asks), "http://127.0.0.1:8080/v1/datasets/town-air/windows?place=town-square&quantity=rain&resolution=PT15M&from=P1D");
  assert.equal(liveAddress(asks), "http://127.0.0.1:8080/v1/live?dataset=town-air&place=town-square&quantity=rain&resolution=PT15M");
  assert.equal(latestAddress(asks), "http://127.0.0.1:8080/v1/datasets/town-air/latest?place=town-square&quantity=rain&resolution=PT15M");
  for (const tongue of TONGUES) {
    assert.ok(historySnippet(tongue, asks).includes(historyAddress(asks).slice(0, 60)), tongue);
    assert.ok(liveSnippet(tongue, asks).includes(tongue === "r" ? latestAddress(asks, { format: "csv" }) : liveAddress(asks)), tongue);
    assert.equal(historySnippet(tongue, asks).includes("mean"), false, "rain has a sum and no mean");
  }
});

test("of an area the area is asked for", () => {
  const question = decide(readChoice("?area=1km_6199_576"), detail, [area, square], undefined);
  assert.ok(question);
  assert.match(historyAddress(asked(question, "")), /[?&]area=1km_6199_576&/);
  assert.equal(spotName(area, danish), "Felt på 1\u00a0km, 6199/576");
});

test("what the address names and is not there is told, and nothing else", () => {
  const told = (search: string): readonly string[] => {
    const choice = readChoice(search);
    const question = decide(choice, detail, [square], undefined);
    assert.ok(question);
    return notThere(choice, question).map(({ part, id }) => `${part} ${id}`);
  };
  assert.deepEqual(told("?area=gone&quantity=pm10&resolution=PT5M"), ["spot gone", "quantity pm10", "resolution PT5M"]);
  assert.deepEqual(told("?place=town-square&quantity=rain&resolution=P1M"), []);
  assert.deepEqual(told(""), []);
});

test("what was measured more often than expected does not make up for what was not", () => {
  const row = (start: string, count: number) => ({ quantity: "pm10", resolution: "PT1H", start, end: start, status: "complete" as const, count, expected: 4, mean: 1 });
  const told = tally(cellsOf([row("2026-11-01T00:00:00Z", 8), row("2026-11-01T01:00:00Z", 0)], "gauge"));
  assert.deepEqual([told.readings, told.expected], [4, 8]);
});

test("durations are told in words", () => {
  assert.deepEqual(["P5Y", "P1M", "P7D", "PT1M", "PT1H", "P1DT12H"].map((iso) => durationWords(iso, danish)), ["5 år", "1 måned", "7 dage", "1 minut", "1 time", "1 dag, 12 timer"]);
});

test("the explorer asks only what applies", () => {
  const ask = { dataset: "town-air", what: "windows", quantity: "", resolution: "PT1H", from: "P1D", format: "csv", gaps: true } as const;
  assert.equal(addressOf(ask), "/v1/datasets/town-air/windows?resolution=PT1H&from=P1D&gaps=true&limit=100&format=csv");
  assert.equal(addressOf({ ...ask, what: "places" }), "/v1/datasets/town-air/places");
  assert.equal(addressOf({ ...ask, what: "latest", format: "geojson" }), "/v1/datasets/town-air/latest?resolution=PT1H");
});

test("the explorer offers spans in which something is finished, and keeps the one that was chosen where it can", () => {
  assert.deepEqual(spansFor("PT15M"), ["PT1H", "PT6H", "P1D", "P7D", "P30D", "P30M"]);
  assert.deepEqual(spansFor("PT1H"), ["PT6H", "P1D", "P7D", "P30D", "P30M"]);
  assert.deepEqual(spansFor("P1D"), ["P7D", "P30D", "P30M"]);
  assert.deepEqual(spansFor("P1M"), ["P30M"]);
  assert.deepEqual([spanFor("PT1H", "PT6H"), spanFor("PT1H", "PT1H"), spanFor("P1D", "P1D"), spanFor("P1D", "P7D"), spanFor("P1M", "P7D"), spanFor("PT15M", "")], ["PT6H", "P1D", "P30D", "P7D", "P30M", "P1D"]);
});

test("what is usual is asked of one quantity", () => {
  assert.deepEqual([takesAllQuantities("normal"), takesAllQuantities("windows"), takesAllQuantities("latest")], [false, true, true]);
});

test("a contract is read with what it refers to", () => {
  const contract = new Contract({
    paths: { "/v1/x/{id}": { parameters: [{ $ref: "#/components/parameters/id" }], get: { tags: ["open"], operationId: "getX", responses: { "200": { $ref: "#/components/responses/X" } } } }, "/admin/v1/y": { get: {} } },
    components: {
      parameters: { id: { name: "id", in: "path", required: true, schema: { type: "string" } } },
      responses: { X: { description: "X.", content: { "application/json": { schema: { type: "array", items: { $ref: "#/components/schemas/X" } } } } } },
      schemas: { X: { type: "object", properties: { at: { type: "string", format: "date-time" } } } },
    },
  });
  const [open, inner] = contract.operations();
  assert.equal(open?.parameters[0]?.name, "id");
  assert.equal(open?.answers[0]?.description, "X.");
  assert.equal(typeWords(open?.answers[0]?.forms[0]?.schema ?? {}, (of) => `list of ${of}`), "list of X");
  assert.deepEqual([open?.isInternal, inner?.isInternal], [false, true]);
});

test("an answer is spread over lines, and its figures stay as they were written", () => {
  assert.equal(spread('{"a":[],"b":[{"mean":4.2500,"text":"x, \\"y\\": {z}"}]}', "application/json"), '{\n  "a": [],\n  "b": [\n    {\n      "mean": 4.2500,\n      "text": "x, \\"y\\": {z}"\n    }\n  ]\n}');
  assert.equal(spread("a,b", "text/csv"), "a,b");
});
