/** What a sender of telemetry knows to have sent: a message counts once, whatever became of the requests. */
import type { Random } from "@/lib/simulation/random.ts";
import { waitFor } from "@/testing/wait.ts";

const TYPES = ["api_call", "login", "report_export"];
const DAYS = 20;
const DAY_MS = 24 * 3_600_000;
const COUNT_MAX = 5;
/** One batch in so many is sent again after it was acknowledged. */
const AGAIN_EVERY = 10;

export interface SentEvent {
  messageId: string;
  externalId: string;
  type: string;
  count: number;
  ts: string;
}

export class Ledger {
  readonly #days = new Map<string, number>();
  #messages = 0;
  #batches = 0;

  constructor(private readonly random: Random, private readonly externalIds: readonly string[]) {}

  get messages(): number {
    return this.#messages;
  }

  /** Sends events in batches until each was acknowledged with 202, and then enters them. */
  async send(baseUrl: () => string, events: number, batchSize: number): Promise<void> {
    for (let left = events; left > 0; left -= batchSize) {
      const batch = Array.from({ length: Math.min(left, batchSize) }, () => this.#event());
      await untilAcknowledged(baseUrl, batch);
      if (++this.#batches % AGAIN_EVERY === 0) await untilAcknowledged(baseUrl, batch);
      for (const event of batch) this.#enter(event);
    }
  }

  /** `client day type` and the sum of the counts, in order. */
  entries(): [string, number][] {
    return [...this.#days].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  #event(): SentEvent {
    const { random } = this;
    const pick = (values: readonly string[]) => values[random.integer(0, values.length - 1)] ?? "";
    return {
      messageId: `m-${this.#messages++}`,
      externalId: pick(this.externalIds),
      type: pick(TYPES),
      count: random.integer(1, COUNT_MAX),
      ts: new Date(Date.now() - random.integer(0, DAYS * DAY_MS)).toISOString(),
    };
  }

  #enter({ externalId, ts, type, count }: SentEvent): void {
    const key = `${externalId} ${ts.slice(0, 10)} ${type}`;
    this.#days.set(key, (this.#days.get(key) ?? 0) + count);
  }
}

/** A sender keeps trying on no answer and on 503, as it is told to; any other answer is a fault. */
async function untilAcknowledged(baseUrl: () => string, events: readonly SentEvent[]): Promise<void> {
  const unexpected = await waitFor("an acknowledgement", async () => {
    const answer = await post(baseUrl(), events);
    return answer === "try again" ? false : { answer };
  });
  if (unexpected.answer !== "202") throw new Error(`Telemetry was answered ${unexpected.answer}`);
}

async function post(baseUrl: string, events: readonly SentEvent[]): Promise<string> {
  try {
    const response = await fetch(`${baseUrl}/api/v1/telemetry`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ events }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    if (response.status === 503) return "try again";
    return response.status === 202 ? "202" : `${response.status}: ${text}`;
  } catch {
    // No answer: it is not known whether the events were stored, so they are sent again.
    return "try again";
  }
}
