import { fetchPage } from "./questions.ts";

const LOOKS_EVERY_MS = 5 * 60_000;

/** Loads the page anew when the service has a newer one: a wall is never reloaded by hand. */
export class Upgrade {
  private known: string | undefined;
  private readonly mayReload: () => boolean;

  constructor(mayReload: () => boolean) {
    this.mayReload = mayReload;
  }

  start(): void {
    void this.look();
    setInterval(() => void this.look(), LOOKS_EVERY_MS);
  }

  /** Looks whether there is a newer page; called too when the service was away, since that is how upgrades look. */
  async look(): Promise<void> {
    let page: string;
    try {
      page = await fetchPage();
    } catch {
      return;
    }
    if (this.known === undefined) {
      this.known = page;
    } else if (page !== this.known && this.mayReload()) {
      location.reload();
    }
  }
}
