import { hexOf } from "./bytes.ts";

/** A payload with what should become of it, as people write it. */
export interface Vector {
  readonly port: string;
  readonly bytes: string;
  /** JSON, or nothing where one only wants to see what comes. */
  readonly expected: string;
}

export interface Example {
  readonly port: number;
  readonly bytes: string;
  readonly data?: unknown;
  readonly error?: unknown;
}

/** What is wrong with how a vector is written. */
export type VectorProblem = "port" | "bytes" | "expected";

/** The vector as the service takes it; `fejl` and `error` in place of JSON say that it should be refused. */
export function example(vector: Vector): Example | VectorProblem {
  const port = Number(vector.port === "" ? "1" : vector.port);
  if (!Number.isInteger(port) || port < 0 || port > 255) {
    return "port";
  }
  const bytes = hexOf(vector.bytes);
  if (bytes === undefined) {
    return "bytes";
  }
  const expected = vector.expected.trim();
  if (expected === "") {
    return { port, bytes, data: {} };
  }
  const refusal = /^(?:fejl|error)(?::\s*(.+))?$/i.exec(expected);
  if (refusal !== null) {
    return { port, bytes, error: refusal[1] ?? true };
  }
  try {
    const data: unknown = JSON.parse(expected);
    return typeof data === "object" && data !== null && !Array.isArray(data) ? { port, bytes, data } : "expected";
  } catch {
    return "expected";
  }
}

/** The line that the words of a decoder's failure name. */
export function lineIn(words: string): number | undefined {
  const line = /\bline (\d+)/.exec(words)?.[1] ?? /:(\d+)(?::\d+)?\b/.exec(words)?.[1];
  return line === undefined ? undefined : Number(line);
}

/** The decoder as a file of registry code. JSON is YAML, and what a file says is what is applied. */
export function decoderFile(decoder: { id: string; tenant: string; text: string; style: string }, examples: readonly Example[]): string {
  const written = {
    decoders: [
      {
        id: decoder.id,
        tenant: decoder.tenant,
        script: decoder.text,
        ...(decoder.style === "" ? {} : { style: decoder.style }),
        ...(examples.length === 0 ? {} : { examples }),
      },
    ],
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}
