/** Where a signed-in person's token is kept: this tab alone, until it is closed. No cookie is ever set. */
const KEPT_AS = "bypuls-token";

export function token(): string | null {
  return sessionStorage.getItem(KEPT_AS);
}

export function signIn(given: string): void {
  sessionStorage.setItem(KEPT_AS, given.trim());
}

export function signOut(): void {
  sessionStorage.removeItem(KEPT_AS);
}

/** Somebody with a token, as the service knows them. */
export interface Person {
  readonly name: string;
  readonly role: string;
  readonly rights: readonly string[];
}

/** Whose token it is. */
export function whoAmI(signal?: AbortSignal): Promise<Person> {
  return asked<Person>("/admin/v1/me", { signal });
}

let onRefusedToken: (() => void) | undefined;

/** Has it told when a token that worked is not known any more, because it was revoked meanwhile. */
export function whenRevoked(told: () => void): void {
  onRefusedToken = told;
}

/** A refusal in the service's own words, which say what to do. */
export class Refused extends Error {
  readonly status: number;
  readonly problem: unknown;

  constructor(status: number, title: string, problem: unknown) {
    super(title);
    this.status = status;
    this.problem = problem;
  }
}

/** Asks what needs a role. */
export async function asked<T>(path: string, wish: { method?: string; body?: unknown; signal?: AbortSignal | undefined } = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  const known = token();
  if (known !== null) {
    headers["Authorization"] = `Bearer ${known}`;
  }
  if (wish.body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  const response = await fetch(path, {
    method: wish.method ?? "GET",
    headers,
    credentials: "omit",
    cache: "no-store",
    ...(wish.body === undefined ? {} : { body: JSON.stringify(wish.body) }),
    ...(wish.signal === undefined ? {} : { signal: wish.signal }),
  });
  const text = await response.text();
  const answer = text === "" ? undefined : parsed(text);
  if (!response.ok) {
    if (response.status === 401 && known !== null && known === token()) {
      signOut();
      onRefusedToken?.();
    }
    const problem = answer as { detail?: string; title?: string } | undefined;
    throw new Refused(response.status, problem?.detail ?? problem?.title ?? `${response.status}`, problem);
  }
  return answer as T;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
