/** What a simulation invents: pure, and the same for the same seed. */
import type { Intensity } from "@/lib/simulation/intensity.ts";
import { Random } from "@/lib/simulation/random.ts";
import { SEVERITIES, type Severity } from "@/lib/scoring/types.ts";

type Range = readonly [min: number, max: number];

/** For one client and pulse: batches of calls, calls in each, and people who log in. */
const VOLUMES: Record<Intensity, { batches: Range; calls: Range; logins: Range }> = {
  low: { batches: [1, 1], calls: [5, 25], logins: [0, 1] },
  normal: { batches: [2, 3], calls: [20, 80], logins: [1, 3] },
  high: { batches: [4, 6], calls: [80, 250], logins: [3, 6] },
};

/** Invented people of each client. */
const PEOPLE = 12;

export interface SimulatedEvent {
  messageId: string;
  clientId: string;
  type: string;
  ts: string;
  count: number;
  userId?: string;
}

export interface PulseContext {
  runId: string;
  seed: number;
  /** Tells pulses of one run apart. */
  pulse: number;
  intensity: Intensity;
  at: Date;
  /** The telemetry types that count for the score. */
  types: { usage: string; engagement: string };
}

/** Activity of one client at one moment: batches of calls, and logins of different people. */
export function pulseEvents(clientId: string, context: PulseContext): SimulatedEvent[] {
  const random = new Random("pulse", context.seed, context.pulse, clientId);
  const { batches, calls, logins } = VOLUMES[context.intensity];
  const people = random.shuffle(Array.from({ length: PEOPLE }, (_, index) => `simulated-${index + 1}`));
  const invented = [
    ...times(
      random.integer(...batches),
      () => ({ type: context.types.usage, count: random.integer(...calls) }),
    ),
    ...people.slice(0, random.integer(...logins)).map((userId) => ({
      type: context.types.engagement,
      count: 1,
      userId,
    })),
  ];
  const ts = context.at.toISOString();
  return invented.map((event, index) => ({
    messageId: `simulation:${context.runId}:${context.pulse}:${index}`,
    clientId,
    ts,
    ...event,
  }));
}

/** Two criticals and a high one: by the default model they take all that the incidents can give. */
const OUTAGE: readonly Severity[] = ["critical", "critical", "high"];

const TITLES: Record<Severity, readonly string[]> = {
  critical: [
    "API answers 500",
    "Sign-in fails for everyone",
    "Data store not reachable",
    "Payments rejected",
  ],
  high: ["Requests take longer than 10 s", "Exports stop half-way", "Webhooks are not delivered"],
  medium: ["Search results incomplete", "Reports arrive late", "Imports must be tried twice"],
  low: ["Wrong time zone in one report", "Layout broken in the mobile view"],
};

export interface SimulatedIncident {
  severity: Severity;
  title: string;
}

/** The incidents of an outage, worst first, each with another title; one when a severity is given. */
export function outageIncidents(seed: number, severity?: Severity): SimulatedIncident[] {
  const random = new Random("outage", seed);
  const titles = new Map(SEVERITIES.map((each) => [each, random.shuffle(TITLES[each])]));
  return (severity ? [severity] : OUTAGE).map((each) => ({
    severity: each,
    title: `${titles.get(each)?.shift() ?? "Outage"} (simulated)`,
  }));
}

function times<Item>(count: number, make: () => Item): Item[] {
  return Array.from({ length: count }, make);
}
