import assert from "node:assert/strict";
import { test } from "node:test";
import { age, figure, lengthOf, stretch, valueText } from "../src/page/format.ts";
import { languageFor, speech } from "../src/page/language.ts";

const danish = speech("da");
const english = speech("en");
const SECOND = 1000;
const MINUTE = 60 * SECOND;

test("a figure keeps the quantity's decimal places and the language's marks", () => {
  assert.equal(figure(1234.5, 2, danish), "1.234,50");
  assert.equal(figure(1234.5, 2, english), "1,234.50");
  assert.equal(figure(-0.4, 1, danish), "−0,4");
});

test("a figure of unknown places is not padded", () => {
  assert.equal(figure(12, undefined, danish), "12");
  assert.equal(figure(1.23456, undefined, english), "1.23");
});

test("a state is a word", () => {
  assert.equal(valueText(1, "state", 0, danish), "ja");
  assert.equal(valueText(0, "state", 0, english), "no");
});

test("a bearing has its point of the compass", () => {
  assert.equal(valueText(230, "direction", 0, danish), "230° SV");
  assert.equal(valueText(359, "direction", 0, english), "359° N");
});

test("an age is told as people tell it", () => {
  const now = 10_000_000_000;
  const told = [2 * SECOND, 47 * SECOND, 2 * MINUTE, 5 * 60 * MINUTE, 25 * 60 * MINUTE, 50 * 60 * MINUTE].map((elapsed) => age(now - elapsed, now, danish));
  assert.deepEqual(told, ["lige nu", "for 40 sek. siden", "for 2 min. siden", "for 5 t. siden", "for 1 dag siden", "for 2 dage siden"]);
  assert.equal(age(now - 2 * MINUTE, now, english), "2 min ago");
});

test("a clock that is ahead is now, not the future", () => {
  assert.equal(age(5_000, 1_000, english), "just now");
});

test("resolutions are told and measured", () => {
  assert.deepEqual(["PT1M", "PT15M", "PT1H", "P1D"].map((one) => stretch(one, danish)), ["1 min.", "15 min.", "1 t.", "1 døgn"]);
  assert.deepEqual(["PT1M", "PT15M", "PT1H", "P1D"].map(lengthOf), [MINUTE, 15 * MINUTE, 60 * MINUTE, 24 * 60 * MINUTE]);
});

test("the language is the asked one, else the reader's own", () => {
  assert.equal(languageFor("en", ["da-DK"]), "en");
  assert.equal(languageFor(null, ["nb-NO", "en"]), "da");
  assert.equal(languageFor("xx", ["de-DE"]), "en");
});
