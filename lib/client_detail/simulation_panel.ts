/** The simulation controls of an open client page. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { ApiError, failureSentence, sendJson } from "@/lib/browser/api.ts";
import { createClientPart } from "@/lib/client_detail/client_part.ts";
import { formatQuantity } from "@/lib/format/number.ts";
import { formatInstant } from "@/lib/format/time.ts";
import type { Severity } from "@/lib/scoring/types.ts";
import type { Intensity } from "@/lib/simulation/intensity.ts";
import type { ClientSimulation, OutageAnswer, PulseAnswer, ResetAnswer } from "@/lib/simulation/schema.ts";

export interface SimulationPanel {
  readonly status: ReadonlySignal<ClientSimulation>;
  readonly gone: ReadonlySignal<boolean>;
  readonly busy: ReadonlySignal<boolean>;
  /** What the last action did, in words. */
  readonly outcome: ReadonlySignal<string | null>;
  /** Why the last action failed, in words. */
  readonly fault: ReadonlySignal<string | null>;
  pulse(intensity: Intensity): Promise<void>;
  /** @param severity `null`: two critical incidents and a high one */
  outage(severity: Severity | null): Promise<void>;
  reset(): Promise<void>;
  follow(after: string): () => void;
}

export function createSimulationPanel(initial: ClientSimulation): SimulationPanel {
  const { clientId } = initial;
  const busy = signal(false);
  const outcome = signal<string | null>(null);
  const fault = signal<string | null>(null);
  const part = createClientPart(clientId, initial, {
    path: () => `/simulate/clients/${clientId}`,
    topics: ["simulation"],
  });

  async function act<Answer>(
    path: `/simulate/${string}`,
    body: Record<string, unknown>,
    describe: (answer: Answer) => string,
  ): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    fault.value = null;
    outcome.value = null;
    try {
      outcome.value = describe(await sendJson<Answer>("POST", path, body));
      part.refresh();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      fault.value = failureSentence("Nothing was simulated", error);
    } finally {
      busy.value = false;
    }
  }

  return {
    status: part.value,
    gone: part.gone,
    busy,
    outcome,
    fault,
    follow: part.follow,
    pulse: (intensity) =>
      act<PulseAnswer>(
        "/simulate/pulse",
        { intensity, clientIds: [clientId] },
        ({ events }) => `${formatQuantity(events, "simulated event")} of this moment; the score follows`,
      ),
    outage: (severity) =>
      act<OutageAnswer>(
        `/simulate/outage/${clientId}`,
        severity ? { severity } : {},
        ({ incidents }) => `${formatQuantity(incidents, "simulated incident")} opened; the score follows`,
      ),
    reset: () =>
      act<ResetAnswer>(
        `/simulate/reset-health/${clientId}`,
        {},
        (removed) => `Removed ${simulatedWords(removed)}; the score goes back`,
      ),
  };
}

/** "12 simulated events and 3 simulated incidents". */
export function simulatedWords({ events, incidents }: { events: number; incidents: number }): string {
  const parts = [
    ...(events > 0 ? [formatQuantity(events, "simulated event")] : []),
    ...(incidents > 0 ? [formatQuantity(incidents, "simulated incident")] : []),
  ];
  return parts.length === 0 ? "nothing, there was none" : parts.join(" and ");
}

/** What there is to remove, or that there is nothing. */
export function simulationSentence(status: ClientSimulation, timeZone: string): string {
  if (status.since === null) return "Nothing of this client is simulated";
  return `This client has ${simulatedWords(status)} since ${formatInstant(status.since, timeZone)}`;
}

/** Why nothing can be simulated here; `null` when it can. */
export function simulationObstacle({ allowed }: ClientSimulation, gone: boolean): string | null {
  if (gone) return "This client has been deleted, and all that was simulated with it";
  if (allowed) return null;
  return "Simulation is not allowed in this installation; ALLOW_SIMULATION=true in its environment allows it";
}
