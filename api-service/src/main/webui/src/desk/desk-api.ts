import { asked } from "../page/session.ts";
import type { AuditEntry, BackJob, Case, Feedback, Gate, Listed, PolicyKeys, RecallJob, RecallReach, SimulationJob, TighteningJob, UsageDay, Verification } from "./shapes.ts";

/** All datasets, those that wait for who asks first. */
export async function fetchCases(): Promise<readonly Listed[]> {
  return (await asked<{ datasets: Listed[] }>("/admin/v1/datasets")).datasets;
}

/** What the desk asks and tells the service about one dataset. */
export class DatasetDesk {
  readonly id: string;
  private readonly base: string;

  constructor(id: string) {
    this.id = id;
    this.base = `/admin/v1/datasets/${encodeURIComponent(id)}`;
  }

  case(): Promise<Case> {
    return asked<Case>(`${this.base}/case`);
  }

  propose(grounds: Record<string, string>): Promise<Gate> {
    return asked<Gate>(`${this.base}/gate/propose`, { method: "POST", body: grounds });
  }

  decide(how: "approve" | "reject", proposal: number, message: string): Promise<Gate> {
    return asked<Gate>(`${this.base}/gate/${how}`, { method: "POST", body: { proposal, message } });
  }

  advance(to: string, reason: string, sunset?: string): Promise<Gate> {
    return asked<Gate>(`${this.base}/gate/advance`, { method: "POST", body: { to, reason, ...(sunset === undefined ? {} : { sunset }) } });
  }

  async simulations(signal?: AbortSignal): Promise<readonly SimulationJob[]> {
    return (await asked<{ jobs: SimulationJob[] }>(`${this.base}/simulations`, { signal })).jobs;
  }

  simulation(job: string, signal?: AbortSignal): Promise<SimulationJob> {
    return asked<SimulationJob>(`${this.base}/simulations/${encodeURIComponent(job)}`, { signal });
  }

  simulate(order: { policy: PolicyKeys; smallestGroups: readonly number[]; from: string; to: string; message: string }): Promise<SimulationJob> {
    return asked<SimulationJob>(`${this.base}/simulations`, { method: "POST", body: order });
  }

  reach(range: { from?: string; to?: string }, signal: AbortSignal): Promise<RecallReach> {
    return asked<RecallReach>(`${this.base}/recalls/reach?${new URLSearchParams(range)}`, { signal });
  }

  recall(order: { from?: string; to?: string; message: string }): Promise<RecallJob> {
    return asked<RecallJob>(`${this.base}/recalls`, { method: "POST", body: order });
  }

  async recalls(signal?: AbortSignal): Promise<readonly RecallJob[]> {
    return (await asked<{ jobs: RecallJob[] }>(`${this.base}/recalls`, { signal })).jobs;
  }

  async tightenings(): Promise<readonly TighteningJob[]> {
    return (await asked<{ jobs: TighteningJob[] }>(`${this.base}/tightenings`)).jobs;
  }

  async backJobs(signal?: AbortSignal): Promise<readonly BackJob[]> {
    return (await asked<{ jobs: BackJob[] }>(`${this.base}/back-publication`, { signal })).jobs;
  }

  publishBack(order: { from: string; to: string; message: string }): Promise<BackJob> {
    return asked<BackJob>(`${this.base}/back-publication`, { method: "POST", body: order });
  }

  async keys(): Promise<readonly { name: string; createdAt: string }[]> {
    return (await asked<{ keys: { name: string; createdAt: string }[] }>(`${this.base}/keys`)).keys;
  }

  makeKey(name: string): Promise<{ name: string; key: string }> {
    return asked<{ name: string; key: string }>(`${this.base}/keys`, { method: "POST", body: { name } });
  }

  revokeKey(name: string): Promise<void> {
    return asked<void>(`${this.base}/keys/${encodeURIComponent(name)}`, { method: "DELETE" });
  }

  async feedback(): Promise<readonly Feedback[]> {
    return (await asked<{ feedback: Feedback[] }>(`${this.base}/feedback`)).feedback;
  }

  answer(id: number, state: string, answer: string): Promise<Feedback> {
    return asked<Feedback>(`${this.base}/feedback/${id}`, { method: "POST", body: { state, ...(answer === "" ? {} : { answer }) } });
  }

  async usage(): Promise<readonly UsageDay[]> {
    return (await asked<{ days: UsageDay[] }>(`/v1/datasets/${encodeURIComponent(this.id)}/usage`)).days;
  }

  audit(page: string | null): Promise<{ entries: AuditEntry[]; next: string | null }> {
    return asked(page ?? `/admin/v1/audit?dataset=${encodeURIComponent(this.id)}&limit=50`);
  }

  verification(): Promise<Verification> {
    return asked<Verification>("/admin/v1/audit/verification");
  }
}
