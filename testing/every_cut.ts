/** Breaks the connection to MongoDB at each named command of a flow, and holds what is stored against what was sent. */
import { expect } from "@std/expect";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { ClientRef } from "@/lib/clients/store.ts";
import type { FaultProxy } from "@/testing/fault_proxy.ts";
import { waitFor } from "@/testing/wait.ts";
import type { WireCommand } from "@/testing/wire_command.ts";
import { openProxies, openWorld, type World } from "@/testing/world.ts";

/** One go of a flow, with clients and events of its own. */
export interface Round {
  /**
   * What a caller does once. Resolves to whether the caller was told that it is done; it is done again until then.
   */
  attempt(): Promise<boolean>;
  /** Right after the caller was told: throws unless what the answer says is so. */
  whenTold?(): Promise<void>;
  /** At the end, when the worker had time: throws unless everything sent is there once. */
  check(): Promise<void>;
}

/** A world whose servers can be disturbed and whose clock is moved by hand. */
export interface DisturbedWorld extends AsyncDisposable {
  world: World;
  mongodb: FaultProxy;
  redis: FaultProxy;
  /** Lets time pass. */
  elapse(milliseconds: number): void;
}

export async function openDisturbedWorld(now: string): Promise<DisturbedWorld> {
  const proxies = openProxies();
  const world = await openWorld(now, proxies.config);
  let time = Date.parse(now);
  return {
    world,
    mongodb: proxies.mongodb,
    redis: proxies.redis,
    elapse(milliseconds) {
      time += milliseconds;
      world.setNow(new Date(time).toISOString());
    },
    async [Symbol.asyncDispose]() {
      proxies.mongodb.pass();
      proxies.redis.pass();
      await world[Symbol.asyncDispose]();
      await proxies[Symbol.asyncDispose]();
    },
  };
}

/** Callers try so often; each attempt after the first meets sound servers. */
const ATTEMPTS_MAX = 3;
const WRITES = ["insert", "update", "delete", "findAndModify"];
const READS = ["find", "aggregate", "count", "distinct", "getMore"];

/**
 * Runs a flow once in peace to learn its commands, and then once for each command with the connection cut there, also
 * when the driver tries again by itself: before the command arrives and, for a write, after it is carried out.
 *
 * @param begin prepares a round; the name tells its clients from those of others
 * @returns the commands, such as `insert telemetry`
 */
export async function cutEverywhere(
  disturbed: DisturbedWorld,
  begin: (name: string) => Promise<Round>,
): Promise<string[]> {
  const calm = await begin("calm");
  const commands = await commandsOf(disturbed.mongodb, calm);
  const rounds = new Map([["in peace", calm]]);
  const faults: string[] = [];
  for (const { command, target } of commands) {
    for (const when of WRITES.includes(command) ? ["before", "after"] as const : ["before"] as const) {
      const name = `${when} ${command} ${target}`;
      const round = await begin(`cut-${rounds.size}`);
      rounds.set(name, round);
      const fault = disturbed.mongodb.cutAt({ command, target }, { when });
      await noting(faults, name, () => untilTold(round, disturbed));
      if (fault.hits === 0) faults.push(`${name}: was not sent`);
    }
  }
  await settle(disturbed);
  for (const [name, round] of rounds) await noting(faults, name, () => round.check());
  // All of them: where it goes wrong says more than the first place.
  expect(faults.join("\n\n")).toBe("");
  return commands.map(({ command, target }) => `${command} ${target}`);
}

async function commandsOf(mongodb: FaultProxy, round: Round): Promise<WireCommand[]> {
  const record = mongodb.record();
  expect(await round.attempt()).toBe(true);
  const commands = record.filter(({ command }) => WRITES.includes(command) || READS.includes(command));
  await round.whenTold?.();
  return [...new Map(commands.map((request) => [JSON.stringify(request), request])).values()];
}

async function untilTold(round: Round, { mongodb, world }: DisturbedWorld): Promise<void> {
  let told: boolean;
  try {
    told = await round.attempt();
  } finally {
    mongodb.pass();
  }
  // A caller comes again when it was told to, which is later than the product knows that the server is back.
  const { presence } = world.services.database;
  await waitFor("the server to be known to be back", () => Promise.resolve(!presence.away));
  for (let attempt = 1; !told && attempt < ATTEMPTS_MAX; attempt++) told = await round.attempt();
  expect(told).toBe(true);
  await round.whenTold?.();
}

async function noting(faults: string[], name: string, check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } catch (error) {
    faults.push(`${name}: ${error}`);
  }
}

/** Lets the worker do what it does in the course of a few minutes. */
export async function settle({ world, elapse }: DisturbedWorld): Promise<void> {
  elapse(LIMITS.afterSweepMs + 1_000);
  const { intakeRecovery, unparking, removal, rezoning } = world.services;
  await intakeRecovery.run();
  await unparking.recover();
  await removal.finish();
  await rezoning.finish();
  await world.work();
}

/** Fails unless the rolled-up days of a client sum up to this, nothing waits, and a rebuild changes nothing. */
export async function expectCounted(
  world: World,
  client: ClientRef,
  sums: Record<string, number>,
): Promise<void> {
  expect(await sumsOf(world, client._id)).toEqual(sums);
  expect(await world.services.stores.marks.findDirty(client._id, 1)).toEqual([]);
  const days = () =>
    world.services.database.db.collection("usage_daily").find({ clientId: client._id }).sort({ day: 1 })
      .toArray();
  const before = await days();
  await world.services.rollUp.rebuild(client);
  expect(await days()).toEqual(before);
}

/** All that was rolled up for a client, by type. */
export async function sumsOf(world: World, clientId: string): Promise<Record<string, number>> {
  const days = await world.services.stores.usage.find([clientId], "0000-00-00", "9999-99-99");
  const sums = new Map<string, number>();
  for (const { counts } of days) {
    for (const [type, count] of Object.entries(counts)) sums.set(type, (sums.get(type) ?? 0) + count);
  }
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}
