/**
 * The configuration, parsed once at the start of a process. Nothing else reads the environment.
 */
import { parseEnv } from "node:util";
import { CronExpressionParser } from "cron-parser";
import { z } from "zod";
import "@/lib/platform/plain_words.ts";
import { hostNameOf } from "@/lib/platform/host_name.ts";

const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d+$/, `must be a whole number from ${min} to ${max}`).transform(Number).pipe(
    z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`),
  );

const yesOrNo = z.enum(["true", "false"], { error: "must be true or false" }).transform((text) =>
  text === "true"
);

/** True for an expression that is due some day. */
function isCron(text: string): boolean {
  try {
    CronExpressionParser.parse(text).next();
    return true;
  } catch {
    return false;
  }
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];
/** To listen on all addresses of a machine; nobody asks for it under these. */
const EVERY_ADDRESS = ["0.0.0.0", "::"];

/** Names joined by commas, each as it is compared with the `Host` of a request. */
const hostNames = z.string().transform((text, context) =>
  text.split(",").map((entry) => {
    const given = entry.trim();
    const name = hostNameOf(given);
    if (name !== null && !/:\d*$/.test(given.replace(/^\[.*\]/, ""))) return name;
    context.addIssue("must be host names joined by commas, such as cip.example.com, without scheme and port");
    return z.NEVER;
  })
);

const DEFAULT_DATABASE = "customer_intelligence";

const environmentSchema = z.object({
  PORT: wholeNumber(1, 65_535).default(5000),
  HOST: z.string().min(1).default("127.0.0.1"),
  ALLOWED_HOSTS: hostNames.default([]),
  NODE_ENV: z.enum(["development", "test", "production"], {
    error: "must be development, test or production",
  }).default("development"),
  MONGODB_URI: z.string().regex(
    /^mongodb(\+srv)?:\/\/\S+$/,
    "must be a MongoDB address such as mongodb://localhost:27017/customer_intelligence",
  ).default(`mongodb://localhost:27017/${DEFAULT_DATABASE}`),
  REDIS_HOST: z.string().min(1, "must be a host name such as localhost").default("localhost"),
  REDIS_PORT: wholeNumber(1, 65_535).default(6379),
  REDIS_PASSWORD: z.string().min(1).optional(),
  REDIS_KEY_PREFIX: z.string().regex(/^[a-z0-9_-]{1,40}$/i, "must be 1 to 40 letters, digits, _ or -")
    .default("cip"),
  CACHE_TTL: wholeNumber(1, 86_400).default(300),
  HEALTH_SCORE_CRON: z.string().refine(isCron, "must be a cron expression such as */10 * * * *").default(
    "*/10 * * * *",
  ),
  TELEMETRY_RETENTION_DAYS: wholeNumber(31, 24_000).default(10_000),
  ALLOW_SIMULATION: yesOrNo.optional(),
  SEGMENT_WRITE_KEYS: z.string().transform((text) => text.split(",").map((key) => key.trim())).refine(
    (keys) => keys.every((key) => /^[\x21-\x39\x3b-\x7e]+$/.test(key)),
    "must be write keys joined by commas, without spaces or colons in them",
  ).optional(),
  API_WRITES_PER_MINUTE: wholeNumber(0, 10_000_000).default(60_000),
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"], {
    error: "must be debug, info, warn, error or silent",
  }).default("info"),
  BASE_PATH: z.string().regex(
    /^(\/[\w-]+)*$/,
    "must be empty or a path such as /health, without a final slash",
  ).default(""),
});

/** The typed, frozen configuration of one process. */
export interface Config {
  readonly environment: "development" | "test" | "production";
  readonly port: number;
  readonly host: string;
  /** The names under which the web process answers: those of this machine, the one it listens on, those configured. */
  readonly allowedHosts: readonly string[];
  readonly basePath: string;
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
  readonly mongo: { readonly uri: string; readonly database: string };
  readonly redis: {
    readonly host: string;
    readonly port: number;
    readonly password: string | undefined;
    readonly keyPrefix: string;
  };
  /** Seconds, for everything without a TTL of its own. */
  readonly cacheTtlSeconds: number;
  readonly healthScoreCron: string;
  /** Days that raw events are kept; older ones are refused at intake. */
  readonly telemetryRetentionDays: number;
  readonly simulationAllowed: boolean;
  /** Who may send Segment's calls; nobody when there are none. */
  readonly segmentWriteKeys: readonly string[];
  /** How many writes one address may send to the API in a minute; 0 is without limit. */
  readonly apiWritesPerMinute: number;
  /** Reverse proxies in front of this process, each of which adds the address it was asked from. */
  readonly trustedProxies: number;
}

/** All that is wrong with the environment, a sentence for each variable. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

function ownHosts(host: string): string[] {
  if (EVERY_ADDRESS.includes(host)) return LOOPBACK;
  return [...LOOPBACK, hostNameOf(host.includes(":") ? `[${host}]` : host) ?? host];
}

function databaseOf(uri: string): string {
  const path = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]*)/.exec(uri)?.[1];
  return path ? decodeURIComponent(path) : DEFAULT_DATABASE;
}

/**
 * Parses the whole environment and reports every fault at once. An empty value counts as absent.
 *
 * @throws {ConfigError} naming each bad variable, its value and what would be right.
 */
export function loadConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const value = ["PASSWORD", "URI", "KEYS"].some((part) => name.includes(part))
        ? ""
        : ` (it is "${given[name] ?? ""}")`;
      return `${name} ${issue.message}${value}`;
    });
    throw new ConfigError(`Cannot start: ${faults.join("; ")}`);
  }
  const values = parsed.data;
  return Object.freeze({
    environment: values.NODE_ENV,
    port: values.PORT,
    host: values.HOST,
    allowedHosts: Object.freeze([...new Set([...ownHosts(values.HOST), ...values.ALLOWED_HOSTS])]),
    basePath: values.BASE_PATH,
    logLevel: values.LOG_LEVEL,
    mongo: Object.freeze({ uri: values.MONGODB_URI, database: databaseOf(values.MONGODB_URI) }),
    redis: Object.freeze({
      host: values.REDIS_HOST,
      port: values.REDIS_PORT,
      password: values.REDIS_PASSWORD,
      keyPrefix: values.REDIS_KEY_PREFIX,
    }),
    cacheTtlSeconds: values.CACHE_TTL,
    healthScoreCron: values.HEALTH_SCORE_CRON,
    telemetryRetentionDays: values.TELEMETRY_RETENTION_DAYS,
    simulationAllowed: values.ALLOW_SIMULATION ?? values.NODE_ENV !== "production",
    segmentWriteKeys: Object.freeze(
      values.SEGMENT_WRITE_KEYS ?? (values.NODE_ENV === "development" ? ["development"] : []),
    ),
    apiWritesPerMinute: values.API_WRITES_PER_MINUTE,
    trustedProxies: values.TRUSTED_PROXIES,
  });
}

/** The variables of `.env`, if there is one, under the process's own environment, which wins. */
export function readEnvironment(envFile = ".env"): Record<string, string | undefined> {
  try {
    return { ...parseEnv(Deno.readTextFileSync(envFile)), ...Deno.env.toObject() };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return Deno.env.toObject();
  }
}

/** The configuration of this process, or a sentence on stderr and exit code 2. */
export function configOrExit(): Config {
  try {
    return loadConfig(readEnvironment());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    Deno.stderr.writeSync(new TextEncoder().encode(`${error.message}\n`));
    Deno.exit(2);
  }
}
