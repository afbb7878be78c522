import { expect } from "@std/expect";
import { ConfigError, loadConfig } from "@/lib/platform/config.ts";

Deno.test("an empty environment gives the defaults of the brief", () => {
  const config = loadConfig({});
  expect(config.port).toBe(5000);
  expect(config.mongo).toEqual({
    uri: "mongodb://localhost:27017/customer_intelligence",
    database: "customer_intelligence",
  });
  expect(config.redis.host).toBe("localhost");
  expect(config.redis.port).toBe(6379);
  expect(config.cacheTtlSeconds).toBe(300);
  expect(config.healthScoreCron).toBe("*/10 * * * *");
});

Deno.test("every bad value is named in one sentence, with what would be right", () => {
  const load = () => loadConfig({ PORT: "99999", HEALTH_SCORE_CRON: "often", NODE_ENV: "prod" });
  expect(load).toThrow(ConfigError);
  expect(load).toThrow(/PORT must be at most 65535 \(it is "99999"\)/);
  expect(load).toThrow(
    /HEALTH_SCORE_CRON must be a cron expression such as \*\/10 \* \* \* \* \(it is "often"\)/,
  );
  expect(load).toThrow(/NODE_ENV must be development, test or production/);
});

Deno.test("addresses that may hold a password are not repeated", () => {
  expect(() => loadConfig({ MONGODB_URI: "postgres://user:secret@host/db" })).toThrow(/^(?!.*secret)/);
});

Deno.test("the database is the path of the address", () => {
  expect(loadConfig({ MONGODB_URI: "mongodb://a:1,b:2/mine?replicaSet=rs0" }).mongo.database).toBe("mine");
  expect(loadConfig({ MONGODB_URI: "mongodb://a:1/?replicaSet=rs0" }).mongo.database).toBe(
    "customer_intelligence",
  );
});

Deno.test("simulation is allowed in development and must be asked for in production", () => {
  expect(loadConfig({}).simulationAllowed).toBe(true);
  expect(loadConfig({ NODE_ENV: "production" }).simulationAllowed).toBe(false);
  expect(loadConfig({ NODE_ENV: "production", ALLOW_SIMULATION: "true" }).simulationAllowed).toBe(true);
});

Deno.test("a schedule that is never due is none", () => {
  expect(() => loadConfig({ HEALTH_SCORE_CRON: "0 0 31 2 *" })).toThrow(/HEALTH_SCORE_CRON must be a cron/);
});

Deno.test("writes are limited unless the limit is 0", () => {
  expect(loadConfig({}).apiWritesPerMinute).toBe(60_000);
  expect(loadConfig({ API_WRITES_PER_MINUTE: "0" }).apiWritesPerMinute).toBe(0);
  expect(() => loadConfig({ TRUSTED_PROXIES: "all" })).toThrow(
    /TRUSTED_PROXIES must be a whole number from 0 to 10 \(it is "all"\)/,
  );
});

Deno.test("Segment's write keys are split at commas; without any, only development has one", () => {
  expect(loadConfig({ SEGMENT_WRITE_KEYS: "abc123, def456" }).segmentWriteKeys).toEqual(["abc123", "def456"]);
  expect(loadConfig({}).segmentWriteKeys).toEqual(["development"]);
  expect(loadConfig({ NODE_ENV: "production" }).segmentWriteKeys).toEqual([]);
  const load = () => loadConfig({ SEGMENT_WRITE_KEYS: "sec ret,b:c" });
  expect(load).toThrow(/SEGMENT_WRITE_KEYS must be write keys joined by commas/);
  expect(load).toThrow(/^(?!.*sec ret)/);
});

Deno.test("the names to answer to are those of this machine, the address to listen on and those configured", () => {
  const hostsOf = (environment: Record<string, string>) => loadConfig(environment).allowedHosts;
  const loopback = ["localhost", "127.0.0.1", "[::1]"];
  expect(hostsOf({})).toEqual(loopback);
  expect(hostsOf({ HOST: "0.0.0.0" })).toEqual(loopback);
  expect(hostsOf({ HOST: "::", ALLOWED_HOSTS: "CIP.example., web" })).toEqual([
    ...loopback,
    "cip.example",
    "web",
  ]);
  expect(hostsOf({ HOST: "fd00::5" })).toEqual([...loopback, "[fd00::5]"]);
  expect(hostsOf({ HOST: "10.0.0.7" })).toEqual([...loopback, "10.0.0.7"]);
  for (const wrong of ["https://cip.example", "cip.example:443", "a b", "a,,b", "[::1]:80", "*"]) {
    expect(() => hostsOf({ ALLOWED_HOSTS: wrong })).toThrow(/ALLOWED_HOSTS must be host names joined by/);
  }
});
