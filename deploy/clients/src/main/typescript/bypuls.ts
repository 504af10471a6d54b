// A small typed client of the open API of one city: no dependency, for browsers and for Node from 20 on.
import { paths, type Operations } from "./contract.ts";

export * from "./contract.ts";

type Asked = Exclude<keyof Operations, "listen">;

/** An event of live. */
export interface LiveEvent {
  name: string;
  id?: string;
  data: unknown;
}

/** A question was refused; the message says what to do. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

const BEFORE_NEXT_TRY = 2000;

/** What a later try may answer otherwise: too slow, too often, not at the moment. */
const passes = (status: number) => status >= 500 || status === 408 || status === 429;

/** The open API of the city at an address. */
export class Bypuls {
  readonly #city: string;
  readonly #headers: Record<string, string>;

  constructor(city: string, key?: string) {
    this.#city = city.replace(/\/$/, "");
    this.#headers = key ? { Authorization: `Bearer ${key}` } : {};
  }

  /** Asks; answers what is said. */
  async ask<O extends Asked>(operation: O, given: Operations[O]["given"]): Promise<Operations[O]["answer"]> {
    return (await this.#get(this.#address(operation, given))) as Operations[O]["answer"];
  }

  /** Asks for all pages, one after the other. */
  async *askAll<O extends Asked>(operation: O, given: Operations[O]["given"]): AsyncGenerator<Operations[O]["answer"]> {
    let address: string | null = this.#address(operation, given);
    while (address) {
      const page = (await this.#get(address)) as { next?: string | null };
      yield page as Operations[O]["answer"];
      address = page.next ?? null;
    }
  }

  /**
   * Hears what happens, for as long as it is asked for the next; goes on where it was after a broken connection. A question
   * that is refused ends it.
   */
  async *listen(given: Operations["listen"]["given"] = {}, signal?: AbortSignal): AsyncGenerator<LiveEvent> {
    let lastId: string | undefined;
    while (!signal?.aborted) {
      try {
        const headers = lastId ? { ...this.#headers, "Last-Event-ID": lastId } : this.#headers;
        const answer = await fetch(this.#address("listen", given), { headers, signal });
        if (!answer.ok || !answer.body) {
          throw await refused(answer);
        }
        for await (const event of events(answer.body)) {
          yield event;
          lastId = event.id ?? lastId;
        }
      } catch (broken) {
        if (signal?.aborted) {
          return;
        }
        if (broken instanceof Refused && !passes(broken.status)) {
          throw broken;
        }
      }
      await new Promise((again) => setTimeout(again, BEFORE_NEXT_TRY));
    }
  }

  async #get(address: string): Promise<unknown> {
    const answer = await fetch(address, { headers: this.#headers });
    if (!answer.ok) {
      throw await refused(answer);
    }
    return answer.json();
  }

  #address(operation: keyof Operations, given: object): string {
    let path: string = paths[operation];
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(given)) {
      if (path.includes(`{${name}}`)) {
        path = path.replace(`{${name}}`, encodeURIComponent(String(value)));
      } else {
        for (const one of Array.isArray(value) ? value : [value]) {
          if (one !== undefined && one !== null) {
            query.append(name, String(one));
          }
        }
      }
    }
    return this.#city + path + (query.size ? `?${query}` : "");
  }
}

/** Why; not all that stands between says it as the city does. */
async function refused(answer: Response): Promise<Refused> {
  const said = (await answer.json().catch(() => ({}))) as { detail?: string };
  return new Refused(answer.status, said.detail ?? `${answer.url} answers ${answer.status} ${answer.statusText}`);
}

async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<LiveEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      text += decoder.decode(piece.value, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const line = (name: string) => block.match(new RegExp(`^${name}: (.*)$`, "m"))?.[1];
        const data = line("data");
        if (data) {
          yield { name: line("event") ?? "message", id: line("id"), data: JSON.parse(data) };
        }
      }
    }
  } finally {
    await reader.cancel();
  }
}
