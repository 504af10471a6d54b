import type { Text } from "../api/shapes.ts";

// What the service says to people with a role about datasets on their way to everyone.

export const STAGES = ["inventoried", "assessed", "approved", "pilot", "public", "deprecated", "withdrawn"] as const;
export type Stage = (typeof STAGES)[number];

export interface Next {
  readonly step: "describe" | "propose" | "decide" | "open" | "end";
  readonly roles: readonly string[];
  readonly mine: boolean;
}

export interface Listed {
  readonly dataset: string;
  readonly tenant: string;
  readonly simulated: boolean;
  readonly title: Text;
  readonly privacyClass: string;
  readonly owner?: string;
  readonly stage: Stage;
  readonly since?: string;
  readonly missing: readonly string[];
  readonly proposal?: { readonly number: number; readonly state: string; readonly proposedBy: string; readonly proposedAt: string; readonly message?: string };
  readonly next?: Next;
}

/** Something that can be done now, and whether who asks may do it. */
export interface Step {
  readonly step: string;
  readonly roles: readonly string[];
  readonly may: boolean;
  readonly why?: "role" | "proposer" | "fiction";
}

export interface Part {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly listed: boolean;
}

export interface Linked {
  readonly dataset: string;
  readonly tenant: string;
  readonly common: string;
  readonly sensors: number;
  readonly refused: boolean;
  readonly detail: string;
}

export interface Difference {
  readonly field: string;
  readonly inForce?: unknown;
  readonly proposed?: unknown;
}

export interface Asked {
  readonly number: number;
  readonly state: "waiting" | "approved" | "rejected";
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly message?: string;
  readonly decidedBy?: string;
  readonly decidedAt?: string;
  readonly reason?: string;
  readonly difference: readonly Difference[];
}

export interface Gate {
  readonly dataset: string;
  readonly stage: Stage;
  readonly since?: string;
  readonly from?: string;
  readonly reachesBackTo?: string;
  readonly sunset?: string;
  readonly missing: readonly string[];
  readonly linkage: readonly Linked[];
  readonly simulation?: { readonly job: string; readonly from?: string; readonly to?: string; readonly state?: string; readonly refused?: string };
  readonly proposal?: Asked;
  readonly whatIsOut: readonly { readonly version: number; readonly from: string; readonly stays: boolean }[];
  readonly decisions: readonly { readonly at: string; readonly who: string; readonly action: string; readonly message?: string }[];
}

export interface Areas {
  readonly features: readonly Area[];
}

export interface Area {
  readonly id: string;
  readonly geometry: { readonly type: string; readonly coordinates: readonly (readonly (readonly number[])[])[] } | null;
  readonly properties?: { readonly name?: Text };
}

/** The keys of a policy as a file has them. */
export type PolicyKeys = Readonly<Record<string, unknown>>;

export interface Trial {
  readonly version?: number;
  readonly policy: PolicyKeys;
  readonly units: readonly { readonly unit: string; readonly smallestGroup: number }[];
  readonly cells: readonly string[];
  readonly resolutions: readonly string[];
  readonly mostEpsilon: string;
  /** The most, of one, that one may have of a value that is told. */
  readonly mostShare: number;
  readonly mayTellZero: boolean;
  /** How many decimal places its values have. */
  readonly scale: number;
  readonly mostDailyEpsilon: string;
}

export interface Place {
  readonly id: string;
  readonly name: Text;
  readonly longitude: number;
  readonly latitude: number;
  readonly sensors: number;
}

export interface Device {
  readonly profile: string;
  readonly vendor: string;
  readonly model: string;
  readonly interval?: string;
  readonly sensors: number;
  readonly fields: readonly { readonly pointer: string; readonly quantity: string; readonly name: Text; readonly told: boolean; readonly hashed: boolean }[];
}

export interface Case {
  readonly dataset: string;
  readonly tenant: { readonly id: string; readonly name?: Text; readonly simulated: boolean };
  readonly title: Text;
  readonly description?: Text;
  readonly privacyClass: string;
  readonly owner?: string;
  readonly contact?: string;
  readonly purpose?: Text;
  readonly legalBasis?: string;
  readonly licence?: string;
  readonly retention?: string;
  readonly publication?: {
    readonly decidedBy: string;
    readonly decidedOn: string;
    readonly reference: string;
    readonly riskAssessment: string;
    readonly remainingRisk: string;
    readonly from: string;
  };
  readonly inDanish: readonly Part[];
  readonly inEnglish: readonly Part[];
  readonly quantities: readonly { readonly id: string; readonly name: Text; readonly unit: string }[];
  readonly devices: readonly Device[];
  readonly places: readonly Place[];
  readonly areas: Areas;
  readonly policies: readonly PolicyKeys[];
  readonly trial?: Trial;
  readonly gate: Gate;
  readonly steps: readonly Step[];
}

export interface Coverage {
  readonly resolution: string;
  readonly cells: number;
  readonly whole: number;
  readonly partly: number;
  readonly withheld: number;
  readonly withheldShare: number;
}

export interface AreaShare {
  readonly area: string;
  readonly leaves: number;
  readonly withheld: number;
  readonly withheldShare: number;
}

export interface ErrorsOf {
  readonly quantity: string;
  readonly unit: string;
  readonly values: number;
  readonly typical?: number;
  readonly largest?: number;
  readonly typicalShare?: number;
}

/** What one smallest group comes to. Reports from before there was one for each have the share alone. */
export interface Outcome {
  readonly smallestGroup: number;
  readonly withheld: number;
  readonly withheldShare: number;
  readonly byResolution?: readonly Coverage[];
  readonly byArea?: readonly AreaShare[];
  readonly errors?: readonly ErrorsOf[];
}

export interface Report {
  readonly resolution: string;
  readonly leaves: number;
  readonly silent: number;
  readonly withheld: number;
  readonly withheldShare: number;
  readonly byResolution: readonly Coverage[];
  readonly byArea: readonly AreaShare[];
  readonly errors: readonly ErrorsOf[];
  readonly bySmallestGroup: readonly Outcome[];
}

export interface SimulationJob {
  readonly job: string;
  readonly from: string;
  readonly to: string;
  readonly order: {
    readonly policy: {
      readonly grain: { readonly tree: string; readonly depth: number; readonly resolution: string };
      readonly rules: {
        readonly unit: string;
        readonly smallestGroup: number;
        /** In thousandths. */
        readonly largestShare?: number;
        readonly noise: { readonly epsilon: string; readonly cap?: number };
        readonly rounding?: number;
        readonly bands?: { readonly bounds: readonly number[] };
        readonly delay?: string;
        readonly dropped?: readonly string[];
        readonly tellsZero?: boolean;
        readonly daily?: { readonly budget: string };
      };
    };
  };
  readonly state: "ordered" | "running" | "done" | "refused";
  readonly reached?: string;
  readonly detail?: string;
  readonly report?: Report;
  readonly areas?: Areas;
}

export interface RecallReach {
  readonly from: string;
  readonly to: string;
  readonly rows?: readonly { readonly resolution: string; readonly rows: number; readonly more: boolean; readonly earliest: string }[];
  readonly alsoIn: readonly string[];
}

export interface RecallJob {
  readonly job: string;
  readonly from?: string;
  readonly to?: string;
  readonly orderedAt: string;
  readonly state: "ordered" | "running" | "done";
  readonly deleted: number;
  readonly updatedAt?: string;
  readonly alsoIn: readonly string[];
}

export interface BackJob {
  readonly job: string;
  readonly from: string;
  readonly to: string;
  readonly state: "ordered" | "running" | "done" | "refused";
  readonly published: number;
  readonly passedOver: number;
  readonly reached?: string;
  readonly detail?: string;
}

export interface TighteningJob {
  readonly job: string;
  readonly version: number;
  readonly from: string;
  readonly state: "stays" | "ahead" | "ordered" | "running" | "done";
  readonly report: readonly { readonly resolution: string; readonly what: string; readonly kept: number; readonly changed: number; readonly withdrawn: number }[];
}

export interface Feedback {
  readonly id: number;
  readonly state: "received" | "being-looked-at" | "answered" | "mended" | "declined";
  readonly text: string;
  readonly window?: Readonly<Record<string, unknown>>;
  readonly contact?: string;
  readonly receivedAt: string;
  readonly keptUntil: string;
  readonly answer?: string;
  readonly answeredAt?: string;
  readonly answeredBy?: string;
}

export interface AuditEntry {
  readonly sequence: number;
  readonly at: string;
  readonly who: string;
  readonly action: string;
  readonly kind: string;
  readonly id: string;
  readonly message?: string;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

export interface Verification {
  readonly rows: number;
  readonly intact: boolean;
  readonly firstBroken: number | null;
  readonly head: string;
}

/** One day of what was given of a dataset, as coarsely as it is told. */
export type UsageDay = Readonly<Record<string, unknown>> & { readonly day: string };

export function stepOf(all: readonly Step[], name: string): Step | undefined {
  return all.find((step) => step.step === name);
}

export function may(all: readonly Step[], name: string): boolean {
  return stepOf(all, name)?.may === true;
}
