import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { liveSnippet } from "../src/page/snippets.ts";

const NOTICE = 'event: notice\ndata: {"dataset":"town-air","kind":"licence"}\n\n';

/** A service that breaks off after its first window, and goes on from its id. */
function breaking(asked: (string | undefined)[]): Server {
  return createServer((request, response) => {
    const id = request.headers["last-event-id"];
    asked.push(id as string | undefined);
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    const start = asked.length === 1 ? "2026-11-01T00:00:00Z" : "2026-11-01T00:01:00Z";
    response.write(`retry: 2000\n\n${NOTICE}event: window\nid: a.${asked.length}\ndata: {"start":"${start}","quantity":"rain","sum":"æ","unit":"mm"}\n\n:\n\n`);
    if (asked.length === 1) {
      setTimeout(() => response.destroy(), 100);
    }
  });
}

/** The first lines that a program says which goes on for ever. */
async function said(program: ChildProcess, count: number): Promise<string[]> {
  let text = "";
  for await (const part of program.stdout ?? []) {
    text += String(part);
    const lines = text.split("\n");
    if (lines.length > count) {
      return lines.slice(0, count);
    }
  }
  return text.split("\n");
}

for (const [tongue, command] of [
  ["python", ["python3", "-c"]],
  ["javascript", ["node", "--input-type=module", "-e"]],
] as const) {
  test(`a program in ${tongue} that listens knows windows from notices, and goes on where it was`, async (context) => {
    if (spawnSync(command[0], ["--version"]).error !== undefined) {
      context.skip(`there is no ${command[0]} here`);
      return;
    }
    const asked: (string | undefined)[] = [];
    const server = breaking(asked).listen(0, "127.0.0.1");
    await once(server, "listening");
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const program = spawn(command[0], [...command.slice(1), liveSnippet(tongue, { base, dataset: "town-air", parameters: {}, figure: "sum" })], { stdio: ["ignore", "pipe", "inherit"] });
    try {
      const lines = await said(program, 2);
      assert.deepEqual(lines, ["2026-11-01T00:00:00Z rain æ mm", "2026-11-01T00:01:00Z rain æ mm"]);
      assert.equal(asked[1], "a.1");
    } finally {
      program.kill("SIGKILL");
      server.closeAllConnections();
      server.close();
    }
  });
}
