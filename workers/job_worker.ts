import { UnrecoverableError, Worker } from "bullmq";
import { JOB_OPTIONS } from "@/lib/platform/queue.ts";

/** What BullMQ parses of a stored job, with what stands there instead where it is not JSON. */
const PARSED_FIELDS: ReadonlyMap<string, string> = new Map([
  ["data", "{}"],
  ["opts", JSON.stringify(JOB_OPTIONS)],
  ["progress", "0"],
  // None. It is parsed inside of Redis as well, which takes nothing empty.
  ["parent", JSON.stringify({ id: "", queueKey: "" })],
]);

/** The commands that answer with the next job to be done. */
const TAKING_COMMANDS = ["moveToActive", "moveToFinished"];

/**
 * A worker that can take any job. BullMQ's own throws where it cannot parse what is stored of a job, before the job is
 * anybody's: such a job stays "active" for ever and is taken up again every few seconds. Here it is mended where it is
 * stored, so that it can be listed as well, and comes to the processor as an `UnreadableData`, which no schema takes.
 */
export class JobWorker extends Worker<unknown> {
  protected override createBackend(): void {
    super.createBackend();
    const { backend } = this;
    const run = backend.execCommand.bind(backend);
    backend.execCommand = (client, command, args) => {
      const answer = run(client, command, args);
      return TAKING_COMMANDS.includes(command) ? this.#mended(answer) : answer;
    };
  }

  /** @param answer `[[field, value, …], id, …]` when there is a next job */
  async #mended(answer: Promise<unknown>): Promise<unknown> {
    const taken = await answer;
    if (!Array.isArray(taken) || !Array.isArray(taken[0])) return taken;
    const [fields, id, ...others] = taken as [string[], string, ...unknown[]];
    const stored = new Map(Array.from({ length: fields.length / 2 }, (_, at) => pairAt(fields, at)));
    const mended = mend(stored);
    if (mended === null) return taken;
    const client = await this.backend.client;
    await client.hset(this.toKey(id), Object.fromEntries(mended));
    return [[...stored, ...mended].flat(), id, ...others];
  }
}

/** Stands for text that is not JSON. */
interface UnreadableData {
  unreadable: string;
}

/** A job whose stored data is not what its queue holds. Trying again would not help. */
export class UnreadableJobError extends UnrecoverableError {
  override name = "UnreadableJobError";
}

function pairAt(fields: readonly string[], at: number): [string, string] {
  return [fields[2 * at] ?? "", fields[2 * at + 1] ?? ""];
}

/** The fields that have to be others for the job to be readable, and to say what was not; null when it is readable. */
function mend(stored: ReadonlyMap<string, string>): Map<string, string> | null {
  const broken = [...PARSED_FIELDS].filter(([field]) => !isJson(stored.get(field)));
  const [first] = broken;
  if (first === undefined) return null;
  const data: UnreadableData = { unreadable: stored.get(first[0]) ?? "" };
  return new Map([...broken, ["data", JSON.stringify(data)]]);
}

function isJson(text: string | undefined): boolean {
  try {
    // BullMQ takes what is empty for nothing, and goes through what is there.
    return !text || JSON.parse(text) !== null;
  } catch {
    return false;
  }
}
