import assert from "node:assert/strict";
import { test } from "node:test";
import { dump, hexOf } from "../src/console/bytes.ts";
import { chosen, deviceRows } from "../src/console/device-rows.ts";
import { type Vocabulary, mistakes } from "../src/console/inner.ts";
import { datasetFile, idOf, idsByLine, joinedFile, loosestOf, posted, rowReports, sourceFile } from "../src/console/onboarding.ts";
import { pasted } from "../src/console/payload.ts";
import { Rates } from "../src/console/rates.ts";
import { inUnitOf, matching, suggested } from "../src/console/suggest.ts";
import { decoderFile, example, lineIn } from "../src/console/vectors.ts";
import { fieldOf, keysAt } from "../src/console/written.ts";
import { speech } from "../src/page/language.ts";
import { Refused } from "../src/page/session.ts";
import { inSight } from "../src/page/windowed-list.ts";

const quantity = (id: string, unit: string, dimension: string, da: string, en: string) => ({ id, theme: "air", privacyClass: "open", kind: "gauge", unit, dimension, lowest: -60, highest: 2000, name: { da, en } });
const words: Vocabulary = {
  quantities: [
    quantity("air-temperature", "Cel", "temperature", "Lufttemperatur", "Air temperature"),
    quantity("pm2-5", "ug/m3", "mass-concentration", "Partikler PM2,5", "Particles PM2.5"),
    quantity("relative-humidity", "%", "fraction", "Luftfugtighed", "Relative humidity"),
    quantity("water-level", "m", "length", "Vandstand", "Water level"),
  ],
  units: [
    { code: "Cel", dimension: "temperature", factor: 1, offset: 273.15 },
    { code: "[degF]", dimension: "temperature", factor: 5 / 9, offset: 255.372222222 },
    { code: "m", dimension: "length", factor: 1, offset: 0 },
    { code: "cm", dimension: "length", factor: 0.01, offset: 0 },
  ],
};

test("a payload is bytes in hex or base64, or a message of which the device and its fields are found", () => {
  assert.deepEqual(pasted("58 fe:0C-63", 7), { kind: "bytes", hex: "58fe0c63", port: 7, fields: [] });
  assert.equal(pasted("WP4MYw==", 1)?.hex, "58fe0c63");
  assert.equal(pasted("hello world", 1), undefined);
  assert.equal(pasted('{"broken"', 1), undefined);
  const uplink = pasted('{"deviceInfo":{"devEui":"A84041C5E1832F0A"},"fPort":2,"data":"AQzf","object":{"temperature":8.4,"deep":{"a/b":1}}}', 1);
  assert.equal(uplink?.format, "chirpstack-v4");
  assert.equal(uplink?.device, "a84041c5e1832f0a");
  assert.equal(uplink?.hex, "010cdf");
  assert.equal(uplink?.port, 2);
  assert.deepEqual(uplink?.fields.map(({ pointer }) => pointer), ["/object/temperature", "/object/deep/a~1b"]);
  const undecoded = pasted('{"end_device_ids":{"dev_eui":"70B3D57050000001"},"uplink_message":{"f_port":3,"frm_payload":"WA=="}}', 1);
  assert.deepEqual([undecoded?.kind, undecoded?.format, undecoded?.hex, undecoded?.port], ["bytes", "things-stack-v3", "58", 3]);
});

test("of a message of any other sender, what names the device and when is no field to map", () => {
  const message = pasted('{"device":"w-1","time":"2026-11-20T09:14:05Z","fahrenheit":47.1,"open":true}', 1);
  assert.equal(message?.device, "w-1");
  assert.deepEqual(message?.fields.map(({ name }) => name), ["fahrenheit", "open"]);
});

test("a field is taken for what vendors mean by its name, and for nothing where nothing is near", () => {
  const of = (name: string, value: number | string = 1) => suggested({ name, value }, words)?.id;
  assert.equal(of("temperature"), "air-temperature");
  assert.equal(of("TempC"), "air-temperature");
  assert.equal(of("pm2_5"), "pm2-5");
  assert.equal(of("relativeHumidity"), "relative-humidity");
  assert.equal(of("uptime"), undefined);
  assert.equal(of("temperature", "warm"), undefined);
});

test("what is written finds quantities by either language, and the nearest where it is misspelt", () => {
  assert.equal(matching("luftt", words)[0]?.id, "air-temperature");
  assert.equal(matching("level", words)[0]?.id, "water-level");
  assert.equal(matching("vandstnad", words)[0]?.id, "water-level");
  assert.deepEqual(matching("qqqq", words), []);
});

test("a figure is shown in the quantity's unit, after its scale", () => {
  const [temperature, , , level] = words.quantities;
  assert.ok(Math.abs((inUnitOf(temperature!, 47.1, "[degF]", 1, words) ?? 0) - 8.3889) < 0.001);
  assert.equal(inUnitOf(level!, 1234, "cm", 0.1, words), 1.234);
  assert.equal(inUnitOf(level!, 1, "Cel", 1, words), undefined);
});

test("ids are made of what people call things, and of none that is taken", () => {
  assert.equal(idOf("aadal", "Ådalen, nord – Æblevej 3", new Set()), "aadal-aadalen-nord-aeblevej-3");
  assert.equal(idOf("aadal", "Torvet", new Set(["aadal-torvet", "aadal-torvet-2"])), "aadal-torvet-3");
  assert.equal(idOf("aadal", "???", new Set()), "aadal-1");
  assert.ok(idOf("aadal", "x".repeat(200), new Set()).length <= 64);
});

test("a table is reported row by row, with the mistakes where they are", () => {
  const csv = "sep=;\r\n#note;id;device\r\n;a-1;x\r\n\r\n;a-2;y\r\n;a-3;z\r\n";
  assert.deepEqual(idsByLine(csv), [
    [3, "a-1"],
    [5, "a-2"],
    [6, "a-3"],
  ]);
  const rows = rowReports(csv, { changes: [{ kind: "sensor", id: "a-1", change: "created" }], mistakes: [{ line: 5, column: 9, message: "no such profile" }] });
  assert.deepEqual(
    rows.map(({ line, state }) => [line, state]),
    [
      [3, "created"],
      [5, "mistake"],
      [6, "unchanged"],
    ],
  );
  assert.deepEqual(rows[1]?.messages, ["9: no such profile"]);
});

test("what is wrong is told in the language of the page, and in English where it is said in that alone", () => {
  const both = { file: "a", line: 1, column: 2, message: "no place", text: { da: "intet sted", en: "no place" } };
  const refused = new Refused(422, "mistakes", { errors: [both, { file: "a", line: 3, column: 4, message: "no layout" }] });
  assert.deepEqual(mistakes(speech("da"), refused).map(({ message, lang }) => [message, lang]), [["intet sted", "da"], ["no layout", "en"]]);
  assert.deepEqual(mistakes(speech("en"), refused).map(({ message, lang }) => [message, lang]), [["no place", "en"], ["no layout", "en"]]);
  assert.deepEqual(mistakes(speech("da"), new Error("away")), []);
});

test("a message is posted as it was pasted, whatever is in it", () => {
  const made = { token: "byp_t", postTo: "http://127.0.0.1:8081/ingest/a" };
  assert.equal(posted(made, `{"name":"Skt. Hans' Torv"}`), `curl -H 'Authorization: Bearer byp_t' -H 'Content-Type: application/json' \\\n  -d '{"name":"Skt. Hans'\\'' Torv"}' \\\n  http://127.0.0.1:8081/ingest/a`);
  assert.match(posted(made, undefined), /-d '@message.json'/);
});

test("a vector is an example only when it is written soundly", () => {
  assert.deepEqual(example({ port: "2", bytes: "58 08", expected: '{"battery": 88}' }), { port: 2, bytes: "5808", data: { battery: 88 } });
  assert.deepEqual(example({ port: "", bytes: "58", expected: "fejl" }), { port: 1, bytes: "58", error: true });
  assert.deepEqual(example({ port: "9", bytes: "00", expected: "error: unknown port" }), { port: 9, bytes: "00", error: "unknown port" });
  assert.equal(example({ port: "256", bytes: "00", expected: "" }), "port");
  assert.equal(example({ port: "1", bytes: "0", expected: "" }), "bytes");
  assert.equal(example({ port: "1", bytes: "00", expected: "[1]" }), "expected");
  assert.equal(lineIn("decoder trial: the script threw ReferenceError in line 2"), 2);
  assert.equal(lineIn("unknown port"), undefined);
  const file = JSON.parse(decoderFile({ id: "a-b", tenant: "a", text: "function decodeUplink() {}", style: "" }, [])) as { decoders: object[] };
  assert.deepEqual(file.decoders, [{ id: "a-b", tenant: "a", script: "function decodeUplink() {}" }]);
});

const mqtt = { id: "a-s", tenant: "a", format: "json", way: "mqtt", broker: "broker", topic: "t/+", credentials: "", url: "", every: 10, device: "/id", time: "" } as const;
const content = (file: { text?: string }): { sources: object[]; datasets: object[] } => JSON.parse(file.text ?? "") as { sources: object[]; datasets: object[] };

test("a new source says what its way and its form need, and nothing else", () => {
  assert.deepEqual(content(sourceFile(mqtt)).sources, [{ id: "a-s", tenant: "a", format: "json", mqtt: { broker: "broker", topic: "t/+" }, json: { device: "/id" }, dedupe: "none" }]);
  assert.deepEqual(content(sourceFile({ ...mqtt, way: "pull", url: "https://x", credentials: "x", time: "/at" })).sources, [
    { id: "a-s", tenant: "a", format: "json", pull: { url: "https://x", every: "PT10M", credentials: "x" }, json: { device: "/id", time: "/at" } },
  ]);
  assert.deepEqual(content(sourceFile({ ...mqtt, way: "http", format: "chirpstack-v4" })).sources, [{ id: "a-s", tenant: "a", format: "chirpstack-v4", http: {} }]);
});

test("a new dataset leaves out what nobody has said, and one that is there says nothing of its publication", () => {
  const dataset = { id: "a-d", tenant: "a", title: { da: "Luft", en: "" }, privacyClass: "open", profiles: ["a-p"], sensors: [], quantities: ["pm2-5"], owner: "", contact: "", purpose: { da: "", en: "" }, legalBasis: "", licence: "CC-BY-4.0", retention: "" };
  assert.deepEqual(content(datasetFile(dataset)).datasets, [{ id: "a-d", tenant: "a", title: { da: "Luft", en: "Luft" }, privacyClass: "open", profiles: ["a-p"], quantities: ["pm2-5"], licence: "CC-BY-4.0" }]);
  const there = { ...dataset, privacyClass: "OPEN", public: true, publication: { standing: { stage: "PUBLIC" } } };
  const [joined] = content(joinedFile(there, { sensor: "a-1", quantities: ["pm10", "pm2-5"] })).datasets as Record<string, unknown>[];
  assert.deepEqual([joined?.["privacyClass"], joined?.["sensors"], joined?.["quantities"], joined?.["publication"], joined?.["public"]], ["open", ["a-1"], ["pm2-5", "pm10"], undefined, undefined]);
  assert.equal(loosestOf(["open", "crowd", "open"]), "crowd");
  assert.equal(loosestOf([]), "open");
});

test("a mistake is about the field that wrote its line, or the nearest there is", () => {
  const file = sourceFile(mqtt);
  const line = (file.text ?? "").split("\n").findIndex((each) => each.includes('"broker"')) + 1;
  assert.equal(keysAt(file.text ?? "", line), "sources/mqtt/broker");
  const mistake = { file: "source.yaml", line, column: 1, message: "no address", lang: "en" } as const;
  assert.equal(fieldOf(mistake, [file], { "sources/mqtt": "source-broker" }), "source-broker");
  assert.equal(fieldOf({ ...mistake, file: "other.yaml" }, [file], { "sources/mqtt": "source-broker" }), undefined);
  assert.equal(keysAt('{\n  "a": [\n    "x",\n    "y"\n  ],\n  "b": 1\n}', 6), "b");
  assert.equal(keysAt('{\n  "a": [\n    "x",\n    "y"\n  ],\n  "b": 1\n}', 4), "a");
});

test("a rate is what came between two looks, and begins anew with the service", () => {
  const rates = new Rates();
  const look = (second: number, received: number): void => rates.take({ at: new Date(second * 1000).toISOString(), sources: [{ source: "s", received }] });
  look(0, 100);
  assert.equal(rates.perMinute("s"), undefined);
  look(30, 160);
  assert.equal(rates.perMinute("s"), 120);
  look(60, 5);
  assert.equal(rates.perMinute("s"), undefined);
  look(70, 15);
  assert.equal(rates.perMinute("s"), 60);
});

test("devices are found by any of their words, by state and by profile", () => {
  const sensor = (id: string, place: string) => ({ id, tenant: "t", sources: ["s"], device: `eui-${id}`, profile: "air", placements: [{ place }] });
  const place = { id: "p", tenant: "t", name: { da: "Torvet", en: "The square" }, longitude: 10, latitude: 56 };
  const heard = { tenant: "t", profile: "air", place: "p", lastSeen: "2026-11-22T00:00:00Z" };
  const rows = deviceRows(speech("da"), [sensor("t-1", "p"), sensor("t-2", "p"), sensor("t-3", "q")], [place], [
    { ...heard, sensor: "t-1", battery: 12 },
    { ...heard, sensor: "t-2", silentSince: "2026-11-21T00:00:00Z" },
  ]);
  const ids = (text: string, state = "", profile = "") => chosen(rows, { text, state, profile }).map((row) => row.sensor.id);
  assert.deepEqual(ids("torvet T-1"), ["t-1"]);
  assert.deepEqual(ids("", "silent"), ["t-2"]);
  assert.deepEqual(ids("", "never"), ["t-3"]);
  assert.deepEqual(ids("", "battery"), ["t-1"]);
  assert.deepEqual(ids("", "", "noise"), []);
});

test("of ten thousand rows only those in sight are drawn", () => {
  const { first, last } = inSight(5_000 * 52, 600, 52, 10_000);
  assert.ok(first > 4_980 && first <= 5_000);
  assert.ok(last - first < 40);
  assert.deepEqual(inSight(0, 600, 52, 3), { first: 0, last: 3 });
});

test("bytes are shown as hexadecimal and as letters", () => {
  assert.equal(dump(new Uint8Array([0x41, 0x00, 0xff])), `0000  ${"41 00 ff".padEnd(47)}  A··`);
  assert.equal(hexOf("0x58,0xFE"), "58fe");
  assert.equal(hexOf("5"), undefined);
});
