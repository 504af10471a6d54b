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

  /** Whether the same question will not be answered later either. */
  get isFinal(): boolean {
    return this.status >= 400 && this.status < 500 && this.status !== 408 && this.status !== 429;
  }
}

const BEFORE_NEXT_TRY = 2_000;

/** Three times as long as the service is ever silent. */
const LONGEST_SILENCE = 45_000;

/** Gives up a connection on which nothing is heard any more: such a one is one in name only. */
class Patience {
  readonly #over = new AbortController();
  readonly #outer: AbortSignal | undefined;
  readonly #stop = () => this.#over.abort();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(outer: AbortSignal | undefined) {
    this.#outer = outer;
    outer?.addEventListener("abort", this.#stop);
    this.waits();
  }

  get signal(): AbortSignal {
    return this.#over.signal;
  }

  waits(): void {
    this.rests();
    this.#timer = setTimeout(this.#stop, LONGEST_SILENCE);
  }

  /** It is not the service that takes its time. */
  rests(): void {
    clearTimeout(this.#timer);
  }

  end(): void {
    this.rests();
    this.#outer?.removeEventListener("abort", this.#stop);
  }
}

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
   * Hears what happens, for as long as it is asked for the next. Goes on where it was after a broken connection, or one on which nothing is
   * heard any more; a notice that it is told again there is passed over. What is refused is thrown: asking again would not help.
   */
  async *listen(given: Operations["listen"]["given"] = {}, signal?: AbortSignal): AsyncGenerator<LiveEvent> {
    let lastId: string | undefined;
    const notices = new Set<unknown>();
    while (!signal?.aborted) {
      const patience = new Patience(signal);
      try {
        const headers = lastId ? { ...this.#headers, "Last-Event-ID": lastId } : this.#headers;
        const answer = await fetch(this.#address("listen", given), { headers, signal: patience.signal });
        if (!answer.ok || !answer.body) {
          throw await refusal(answer);
        }
        for await (const { id, event } of events(answer.body, patience)) {
          if (event && !isKnown(event, notices)) {
            yield event;
          }
          // Only what was worked on is behind us.
          lastId = id ?? lastId;
        }
      } catch (broken) {
        if (signal?.aborted) {
          return;
        }
        if (broken instanceof Refused && broken.isFinal) {
          throw broken;
        }
      } finally {
        patience.end();
      }
      await new Promise((again) => setTimeout(again, BEFORE_NEXT_TRY));
    }
  }

  async #get(address: string): Promise<unknown> {
    const answer = await fetch(address, { headers: this.#headers });
    if (!answer.ok) {
      throw await refusal(answer);
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

async function refusal(answer: Response): Promise<Refused> {
  const said = (await answer.json().catch(() => ({}))) as { detail?: string };
  return new Refused(answer.status, said.detail ?? `${answer.url} answers ${answer.status} ${answer.statusText}`);
}

/** Whether it is a notice that was told before; one that was not is told now. */
function isKnown({ name, data }: LiveEvent, notices: Set<unknown>): boolean {
  const before = notices.size;
  return name === "notice" && notices.add((data as { id?: unknown }).id).size === before;
}

/** What a stream says: an event, an id from which to go on, or both. */
async function* events(body: ReadableStream<Uint8Array>, patience: Patience): AsyncGenerator<{ id?: string; event?: LiveEvent }> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (;;) {
      patience.waits();
      const piece = await reader.read();
      patience.rests();
      if (piece.done) {
        return;
      }
      text += decoder.decode(piece.value, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const line = (name: string) => block.match(new RegExp(`^${name}: (.*)$`, "m"))?.[1];
        const data = line("data");
        const id = line("id");
        yield { id, event: data ? { name: line("event") ?? "message", id, data: JSON.parse(data) } : undefined };
      }
    }
  } finally {
    await reader.cancel();
  }
}
