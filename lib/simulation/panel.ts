/** The controls of the simulation page: what they know and what they do. Browser only, but for its creation. */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { ApiError, sendJson } from "@/lib/browser/api.ts";
import { formatQuantity } from "@/lib/format/number.ts";
import { namesPhrase } from "@/lib/format/names.ts";
import { subscribe } from "@/lib/live/browser/connection.ts";
import { type FormFault, type Refusal, refusalOf } from "@/lib/forms/faults.ts";
import type { Severity } from "@/lib/scoring/types.ts";
import type { Intensity } from "@/lib/simulation/intensity.ts";
import { followStatus } from "@/lib/simulation/presence.ts";
import type {
  OutageAnswer,
  PulseAnswer,
  ResetAnswer,
  SimulationNews,
  SimulationStatus,
} from "@/lib/simulation/schema.ts";

const NOBODY_CHOSEN = "Choose clients";

export interface ChosenClient {
  id: string;
  name: string;
}

/** How something that was asked for goes. `share`: how much is done, 0–1; `null` when that cannot be known. */
export type Progress =
  | { state: "running"; text: string; share: number | null }
  | { state: "done"; text: string }
  | { state: "failed"; text: string };

export type Action = "pulse" | "stream" | "outage" | "remove";

export interface Panel {
  readonly status: ReadonlySignal<SimulationStatus>;
  /** None stands for all. */
  readonly chosen: Signal<readonly ChosenClient[]>;
  /** What is wrong with the choice of clients. */
  readonly choiceFault: Signal<FormFault | null>;
  readonly progress: Readonly<Record<Action, ReadonlySignal<Progress | null>>>;
  pulse(intensity: Intensity): Promise<void>;
  setStream(running: boolean, intensity: Intensity): Promise<void>;
  /** An outage of the chosen clients; with none chosen `choiceFault` says so. @param severity `null` for two critical incidents and a high one */
  outage(severity: Severity | null): Promise<void>;
  /** Takes away what was simulated for the chosen clients. */
  remove(): Promise<void>;
  /** To be called when everything was taken away. */
  removedAll(): void;
  /** Follows the stream from that position until the returned function is called. */
  follow(after: string): () => void;
}

/** @param clientCount current clients, whom a pulse for all is for */
export function createPanel(initial: SimulationStatus, clientCount: number): Panel {
  const status = signal(initial);
  const chosen = signal<readonly ChosenClient[]>([]);
  const choiceFault = signal<FormFault | null>(null);
  const progress = {
    pulse: signal<Progress | null>(null),
    stream: signal<Progress | null>(null),
    outage: signal<Progress | null>(null),
    remove: signal<Progress | null>(null),
  };
  let refresh = () => {};

  /** One at a time of each kind. */
  async function run(action: Action, begun: Progress, work: () => Promise<string>): Promise<void> {
    const shown = progress[action];
    if (shown.value?.state === "running") return;
    shown.value = begun;
    try {
      shown.value = { state: "done", text: await work() };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { value } = shown;
      const before = value?.state === "running" && value.share ? `${value.text}, then it failed: ` : "";
      const { fields, rest } = choiceRefusal(error);
      choiceFault.value = fields.clients ?? null;
      shown.value = { state: "failed", text: before + (rest ?? fields.clients?.words ?? error.message) };
    } finally {
      refresh();
    }
  }

  /** For one client after the other, so that it can be said how far it is. */
  async function forEachChosen(
    action: Action,
    clients: readonly ChosenClient[],
    work: (client: ChosenClient) => Promise<void>,
  ): Promise<void> {
    for (const [index, client] of clients.entries()) {
      await work(client);
      const done = index + 1;
      progress[action].value = {
        state: "running",
        text: `${done} of ${formatQuantity(clients.length, "client")} done`,
        share: done / clients.length,
      };
    }
  }

  function showPulse(news: SimulationNews): void {
    if (news.action !== "pulse" || news.state !== "running") return;
    if (progress.pulse.value?.state !== "running") return;
    const wanted = chosen.value.length || clientCount;
    progress.pulse.value = {
      state: "running",
      text: `${formatQuantity(news.events, "event")} for ${news.clients} of ${
        formatQuantity(wanted, "client")
      }`,
      share: Math.min(1, news.clients / wanted),
    };
  }

  return {
    status,
    chosen,
    choiceFault,
    progress,
    pulse: (intensity) =>
      run("pulse", { state: "running", text: "Sending", share: null }, async () => {
        const clientIds = chosen.value.map(({ id }) => id);
        const body = clientIds.length > 0 ? { intensity, clientIds } : { intensity };
        const { clients, events } = await sendJson<PulseAnswer>("POST", "/simulate/pulse", body);
        return `${formatQuantity(events, "event")} sent for ${formatQuantity(clients, "client")}`;
      }),
    setStream: (running, intensity) =>
      run("stream", { state: "running", text: running ? "Starting" : "Stopping", share: null }, async () => {
        status.value = await sendJson<SimulationStatus>("POST", "/simulate/stream", { running, intensity });
        return running ? "Started" : "Stopped";
      }),
    async outage(severity) {
      const clients = chosen.value;
      if (clients.length === 0) {
        choiceFault.value = { words: NOBODY_CHOSEN };
        return;
      }
      await run("outage", { state: "running", text: "Opening incidents", share: 0 }, async () => {
        let opened = 0;
        await forEachChosen("outage", clients, async ({ id }) => {
          const path = `/simulate/outage/${encodeURIComponent(id)}`;
          const { incidents } = await sendJson<OutageAnswer>("POST", path, severity ? { severity } : {});
          opened += incidents;
        });
        return `${formatQuantity(opened, "incident")} opened for ${
          namesPhrase(clients.map(({ name }) => name))
        }`;
      });
    },
    remove() {
      const clients = chosen.value;
      return run("remove", { state: "running", text: "Removing", share: 0 }, async () => {
        const sum = { events: 0, incidents: 0 };
        await forEachChosen("remove", clients, async ({ id }) => {
          const path = `/simulate/reset-health/${encodeURIComponent(id)}`;
          const removed = await sendJson<ResetAnswer>("POST", path, {});
          sum.events += removed.events;
          sum.incidents += removed.incidents;
        });
        return `${formatQuantity(sum.events, "event")} and ${
          formatQuantity(sum.incidents, "incident")
        } removed from ${namesPhrase(clients.map(({ name }) => name))}`;
      });
    },
    removedAll() {
      for (const shown of Object.values(progress)) shown.value = null;
      progress.remove.value = { state: "done", text: "Nothing simulated is left" };
      refresh();
    },
    follow(after) {
      const following = followStatus(after, (news) => status.value = news);
      refresh = following.refresh;
      const unsubscribe = subscribe(["simulation"], { after }, ({ event, data }) => {
        if (event === "simulation") showPulse(data as unknown as SimulationNews);
      });
      return () => {
        unsubscribe();
        following.stop();
      };
    },
  };
}

/** What the API refused of the clients that were chosen, and of the rest. */
function choiceRefusal({ faults }: ApiError): Refusal<"clients"> {
  return refusalOf(faults, {
    fieldOf: (pointer) => pointer.startsWith("/clientIds") ? "clients" : null,
    labels: { clients: "Clients" },
    words(_field, detail) {
      const [, most] = /^must name at most (\d+) clients$/.exec(detail) ?? [];
      return most ? `Choose ${formatQuantity(Number(most), "client")} at most` : NOBODY_CHOSEN;
    },
  });
}
