/** What the arguments of `deno task simulate` ask for. */
import { z } from "zod";
import { taskCommand } from "@/lib/format/task_command.ts";
import { SEVERITIES, type Severity } from "@/lib/scoring/types.ts";
import { INTENSITIES, type Intensity } from "@/lib/simulation/intensity.ts";
import { SEED_MAX } from "@/lib/simulation/schema.ts";
import { parseArguments, UsageError } from "@/scripts/command/usage.ts";

const SIMULATE = taskCommand("simulate");

export const SIMULATE_USAGE = `Usage:
  ${SIMULATE} pulse [--intensity ${INTENSITIES.join("|")}] [--seed <number>]
  ${SIMULATE} outage <client> [--severity ${SEVERITIES.join("|")}] [--seed <number>]
  ${SIMULATE} reset <client> | --all
  ${SIMULATE} --stream [--intensity ${INTENSITIES.join("|")}] [--seed <number>]
<client> is its id or its externalId`;

export type SimulateCall =
  | { action: "pulse"; intensity?: Intensity; seed?: number }
  | { action: "stream"; intensity?: Intensity; seed?: number }
  | { action: "outage"; client: string; severity?: Severity; seed?: number }
  | { action: "reset"; client: string }
  | { action: "reset-all" };

const OPTIONS = {
  stream: { type: "boolean" },
  all: { type: "boolean" },
  intensity: { type: "string" },
  severity: { type: "string" },
  seed: { type: "string" },
} as const;

type OptionName = keyof typeof OPTIONS;

const TAKES: Record<SimulateCall["action"], readonly OptionName[]> = {
  pulse: ["intensity", "seed"],
  stream: ["stream", "intensity", "seed"],
  outage: ["severity", "seed"],
  reset: [],
  "reset-all": ["all"],
};

/** @throws {UsageError} saying what is wrong and how to call it */
export function readSimulateCall(args: readonly string[]): SimulateCall {
  const { values, positionals } = parseArguments(args, OPTIONS, SIMULATE_USAGE);
  const [word, client, ...more] = positionals;
  const action = actionOf(word, values);
  const takesClient = action === "outage" || action === "reset";
  const surplus = takesClient ? more[0] : client;
  if (surplus !== undefined) throw usageError(`"${surplus}" is not understood`);
  if (takesClient && client === undefined) throw usageError(`Say which client: ${action} <client>`);
  for (const name of Object.keys(values)) {
    if (!TAKES[action].some((known) => known === name)) throw usageError(`${action} takes no --${name}`);
  }
  const seed = readSeed(values.seed, SIMULATE_USAGE);
  const intensity = readChoice("intensity", values.intensity, INTENSITIES);
  const severity = readChoice("severity", values.severity, SEVERITIES);
  switch (action) {
    case "pulse":
    case "stream":
      return { action, ...(intensity && { intensity }), ...(seed !== undefined && { seed }) };
    case "outage":
      return {
        action,
        client: client ?? "",
        ...(severity && { severity }),
        ...(seed !== undefined && { seed }),
      };
    case "reset":
      return { action, client: client ?? "" };
    case "reset-all":
      return { action };
  }
}

function actionOf(
  word: string | undefined,
  { stream, all }: { stream?: boolean; all?: boolean },
): SimulateCall["action"] {
  if (word === "stream" || (stream && (word === undefined || word === "pulse"))) return "stream";
  if (word === "reset" && all) return "reset-all";
  if (word === "pulse" || word === "outage" || word === "reset") return word;
  throw usageError(word === undefined ? "Say what to simulate" : `"${word}" is nothing to simulate`);
}

function readChoice<Choice extends string>(
  name: string,
  given: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  if (given === undefined) return undefined;
  const choice = choices.find((each) => each === given);
  if (choice === undefined) throw usageError(`--${name} must be ${choices.join(", ")}, not "${given}"`);
  return choice;
}

const seedSchema = z.string().regex(/^\d+$/).transform(Number).pipe(z.number().max(SEED_MAX));

/** @throws {UsageError} for what is no whole number from 0 to 4294967295 */
export function readSeed(given: string | undefined, usage: string): number | undefined {
  if (given === undefined) return undefined;
  const seed = seedSchema.safeParse(given);
  if (seed.success) return seed.data;
  throw new UsageError(`--seed must be a whole number from 0 to ${SEED_MAX}, not "${given}"\n${usage}`);
}

function usageError(sentence: string): UsageError {
  return new UsageError(`${sentence}\n${SIMULATE_USAGE}`);
}
