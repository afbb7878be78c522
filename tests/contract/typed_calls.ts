/** Every operation once, as a program calls it that has its types from the document. */
import type { Client } from "openapi-fetch";
import type { paths } from "./api_types.ts";

type Api = Client<paths>;

const acme = { path: { id: "external:acme" } };

/** The data of an answer. @throws {Error} with the problem when it was refused */
async function taken<Data>(
  asked: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<NonNullable<Data>> {
  const { data, error, response } = await asked;
  if (data === undefined || data === null) {
    throw new Error(`${response.status} from ${response.url}: ${JSON.stringify(error)}`);
  }
  return data;
}

/** Answers without content. */
async function done(asked: Promise<{ error?: unknown; response: Response }>): Promise<void> {
  const { error, response } = await asked;
  if (!response.ok) throw new Error(`${response.status} from ${response.url}: ${JSON.stringify(error)}`);
}

export async function callClients(api: Api): Promise<{ total: number; plan: string }> {
  await taken(api.POST("/clients", { body: { name: "Umbra Ltd" } }));
  const { plan } = await taken(api.POST("/clients", {
    body: {
      externalId: "acme",
      name: "Acme GmbH",
      mrr: 1_240_000,
      currency: "EUR",
      startedAt: "2025-03-01T00:00:00Z",
    },
    params: { header: { "Idempotency-Key": "typed-1" } },
  }));
  const { total } = await taken(api.GET("/clients", {
    params: { query: { status: ["active", "paused"], currency: "EUR", mrrMin: 1, sort: "-mrr", limit: 1 } },
  }));
  await taken(api.GET("/clients/{id}", { params: acme }));
  await taken(api.PUT("/clients/{id}", { params: acme, body: { name: "Acme GmbH", plan } }));
  await taken(api.PATCH("/clients/{id}", { params: acme, body: { owner: "Dana Okafor", plan: null } }));
  await taken(api.GET("/clients/{id}/contents", { params: acme }));
  await taken(api.GET("/clients.csv", {
    params: { query: { columns: ["externalId", "name"], dates: "local", bom: "true" } },
    parseAs: "text",
  }));
  return { total, plan };
}

export async function callTelemetry(api: Api): Promise<{ accepted: number }> {
  const { accepted } = await taken(api.POST("/telemetry", {
    body: {
      events: [
        { externalId: "acme", type: "api_call", count: 120 },
        { externalId: "acme", type: "login", userId: "u-7" },
        { externalId: "nobody", type: "login" },
      ],
    },
  }));
  await taken(api.POST("/cloudevents", {
    headers: { "Content-Type": "application/cloudevents+json" },
    body: {
      specversion: "1.0",
      id: "e-1",
      source: "/billing",
      type: "com.acme.api_call",
      subject: "acme",
      traceparent: "00-1",
      data: { count: 40, unit: "calls" },
    },
  }));
  await taken(api.GET("/parked", { params: { query: { limit: 10 } } }));
  await taken(api.DELETE("/parked/{externalId}", { params: { path: { externalId: "nobody" } } }));
  return { accepted };
}

export async function callSegment(api: Api, headers: { Authorization: string }): Promise<void> {
  const context = { groupId: "acme", library: { name: "analytics.js" } };
  const userId = "u-7";
  await taken(api.POST("/segment/group", { headers, body: { userId, groupId: "acme" } }));
  await taken(api.POST("/segment/identify", { headers, body: { userId, traits: { plan: "Gold" } } }));
  await taken(api.POST("/segment/track", { headers, body: { userId, event: "Signed In", context } }));
  await taken(api.POST("/segment/page", { headers, body: { anonymousId: "a-1", context } }));
  await taken(api.POST("/segment/screen", { headers, body: { userId, context, integrations: {} } }));
  await taken(api.POST("/segment/alias", { headers, body: { userId, previousId: "a-1" } }));
  await taken(api.POST("/segment/batch", {
    headers,
    body: { batch: [{ type: "track", userId, event: "Signed In" }], writtenBy: "analytics.js" },
  }));
}

export async function callIncidents(api: Api): Promise<{ total: number }> {
  const { id } = await taken(api.POST("/incidents", {
    body: { clientExternalId: "acme", title: "API answers 500", severity: "critical" },
  }));
  const path = { id };
  const { total } = await taken(api.GET("/incidents", { params: { query: { severity: ["critical"] } } }));
  await taken(api.GET("/incidents/{id}", { params: { path } }));
  await taken(api.PATCH("/incidents/{id}", { params: { path }, body: { status: "resolved" } }));
  await done(api.DELETE("/incidents/{id}", { params: { path } }));
  return { total };
}

export async function callNotesAndOutcomes(api: Api): Promise<{ author: string | null }> {
  const { author, id: noteId } = await taken(api.POST("/clients/{id}/notes", {
    params: acme,
    body: { text: "Called Dana" },
  }));
  const note = { path: { ...acme.path, noteId } };
  await taken(api.GET("/clients/{id}/notes", { params: acme }));
  await taken(api.GET("/clients/{id}/notes/{noteId}", { params: note }));
  await done(api.DELETE("/clients/{id}/notes/{noteId}", { params: note }));
  await taken(
    api.PUT("/clients/{id}/outcome", { params: acme, body: { kind: "renewed", on: "2026-03-01" } }),
  );
  await taken(api.GET("/clients/{id}/outcomes", { params: acme }));
  return { author };
}

export async function callReports(api: Api): Promise<void> {
  const month = { params: { query: { days: 30 } } };
  const text = { parseAs: "text" } as const;
  await taken(api.GET("/clients/{id}/usage", { params: { ...acme, query: { type: ["login"] } } }));
  await taken(api.GET("/clients/{id}/usage.csv", { params: acme, ...text }));
  await taken(api.GET("/clients/{id}/heatmap", { params: acme }));
  await taken(api.GET("/clients/{id}/health", { params: acme }));
  await taken(api.GET("/clients/{id}/health-history", { params: acme }));
  await taken(api.GET("/analytics/overview", {}));
  await taken(api.GET("/analytics/risk-radar", { params: { query: { band: ["critical"] } } }));
  await taken(api.GET("/analytics/client-list", { params: { query: { sort: "-score" } } }));
  await taken(api.GET("/analytics/score-map", { params: { query: { currency: "EUR" } } }));
  await taken(api.GET("/analytics/recent-events", { params: { query: { limit: 5 } } }));
  await taken(api.GET("/analytics/health-trends", month));
  await taken(api.GET("/analytics/health-trends.csv", { ...month, ...text }));
  await taken(api.GET("/analytics/incidents", month));
  await taken(api.GET("/analytics/incidents.csv", { ...month, ...text }));
  await taken(api.GET("/analytics/revenue-risk", {}));
  await taken(api.GET("/analytics/revenue-risk.csv", text));
  await taken(api.GET("/analytics/usage", month));
  await taken(api.GET("/analytics/usage.csv", { ...month, ...text }));
  await taken(api.GET("/openapi.json", {}));
}

export async function callSimulation(api: Api): Promise<void> {
  await taken(api.POST("/simulate/pulse", {}));
  await taken(api.POST("/simulate/outage/{id}", { params: acme, body: { severity: "high" } }));
  await taken(api.POST("/simulate/stream", { body: { running: false } }));
  await taken(api.GET("/simulate", {}));
  await taken(api.GET("/simulate/log", {}));
  await taken(api.GET("/simulate/clients/{id}", { params: acme }));
  await taken(api.POST("/simulate/reset-health/{id}", { params: acme }));
  await taken(api.POST("/simulate/reset-all", {}));
}

/** The last: the client goes. */
export async function callStreamAndDelete(api: Api): Promise<{ incidents: number }> {
  const stream = await taken(api.GET("/stream", {
    params: { query: { topics: ["overview", "client:acme"] } },
    parseAs: "stream",
  }));
  await stream.cancel();
  const { removed } = await taken(api.DELETE("/clients/{id}", { params: acme }));
  return { incidents: removed.incidents };
}
