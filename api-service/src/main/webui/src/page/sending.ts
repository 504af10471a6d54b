/** What came of something that was sent. */
export type Sent<T> = { readonly answer: T } | { readonly refused: string };

const PATIENCE_MS = 20_000;

/** Sends something to the open side by script: its pages have no forms that a browser would send. A refusal is told in the service's own words. */
export async function send<T>(path: string, body: unknown): Promise<Sent<T>> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      credentials: "omit",
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const answer = (await response.json().catch(() => ({}))) as T & { detail?: string };
    return response.ok ? { answer } : { refused: answer.detail ?? String(response.status) };
  } catch (failure) {
    return { refused: failure instanceof Error ? failure.message : String(failure) };
  }
}
