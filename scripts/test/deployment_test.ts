import { expect } from "@std/expect";
import { parse } from "yaml";
import { z } from "zod";
import { loadConfig } from "@/lib/platform/config.ts";

const composeSchema = z.object({
  services: z.record(
    z.string(),
    z.object({
      image: z.string(),
      build: z.string().optional(),
      command: z.array(z.string()).optional(),
      environment: z.record(z.string(), z.string()).optional(),
      depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
      healthcheck: z.object({ test: z.array(z.string()).optional(), disable: z.boolean().optional() })
        .optional(),
      volumes: z.array(z.string()).optional(),
    }),
  ),
  volumes: z.record(z.string(), z.null()),
});

const { services, volumes } = composeSchema.parse(
  parse(await Deno.readTextFile("docker-compose.yml"), { merge: true }),
);

/** A value as Compose gives it to a container when the variables it names are not set. */
function interpolated(value: string): string {
  return value.replace(/\$\{\w+:-([^}]*)\}/g, "$1");
}

Deno.test("Every image has a pinned tag, unless it is built here", () => {
  const tags = Object.values(services).flatMap(({ image, build }) => build === undefined ? [image] : []);
  expect(tags.length).toBe(2);
  for (const tag of tags) expect(tag).toMatch(/^[\w/]+:\d+\.\d+/);
});

Deno.test("Web and worker wait for servers that say when they are healthy", () => {
  for (const name of ["web", "worker"]) {
    const waits = services[name]?.depends_on ?? {};
    expect(Object.keys(waits)).toEqual(["mongo", "redis"]);
    for (const [server, { condition }] of Object.entries(waits)) {
      expect(condition).toBe("service_healthy");
      expect(services[server]?.healthcheck?.test).toBeDefined();
    }
  }
});

Deno.test("Volumes that are mounted are declared", () => {
  const mounted = Object.values(services).flatMap((service) => service.volumes ?? []);
  expect(mounted.map((mount) => mount.split(":")[0]).toSorted()).toEqual(Object.keys(volumes).toSorted());
});

Deno.test("The server of the queue keeps what it has accepted", () => {
  expect(services["redis"]?.command?.join(" ")).toBe(
    "valkey-server --appendonly yes --appendfsync everysec --maxmemory-policy noeviction",
  );
});

Deno.test("The containers are given a configuration that loads", () => {
  const environment = services["web"]?.environment ?? {};
  const config = loadConfig(
    Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, interpolated(value)])),
  );
  expect(config.environment).toBe("production");
  expect(config.host).toBe("0.0.0.0");
  expect(config.mongo.database).toBe("customer_intelligence");
  expect(config.simulationAllowed).toBe(false);
});

Deno.test("The example of .env holds the defaults", async () => {
  const lines = (await Deno.readTextFile(".env.example")).matchAll(/^([A-Z_]+)="?(.*?)"?$/gm);
  const environment = Object.fromEntries(Array.from(lines, ([, name, value]) => [name ?? "", value]));
  expect(Object.keys(environment)).toContain("HEALTH_SCORE_CRON");
  expect(loadConfig(environment)).toEqual(loadConfig({}));
});
