import type { World } from "@/testing/world.ts";

/** The user name with which the contract test sends Segment's calls; tests/contract/schemathesis.toml has it too. */
export const WRITE_KEY = "contract";

/** Gives the examples of the document something to find: the client `acme`, an incident and some telemetry of it. */
export async function seedContract({ services, createClient }: World): Promise<void> {
  const client = await createClient({
    externalId: "acme",
    name: "Acme GmbH",
    timezone: "Europe/Berlin",
    startedAt: new Date("2025-03-01T00:00:00Z"),
  });
  await createClient({ externalId: "umbra", name: "Umbra Ltd" });
  await services.incidents.create({
    clientId: client._id,
    title: "API answers 500",
    severity: "high",
    status: "open",
  });
  await services.intake.receive([
    { externalId: "acme", type: "api_call", count: 2_500 },
    { externalId: "acme", type: "login", count: 12, userId: "u-7" },
    { externalId: "nobody", type: "login" },
  ]);
}
