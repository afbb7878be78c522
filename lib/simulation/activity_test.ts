import fc from "fast-check";
import { expect } from "@std/expect";
import { outageIncidents, type PulseContext, pulseEvents } from "@/lib/simulation/activity.ts";
import { INTENSITIES, type Intensity } from "@/lib/simulation/intensity.ts";
import { SEVERITIES } from "@/lib/scoring/types.ts";
import { telemetryEventSchema } from "@/lib/telemetry/schema.ts";

const CONTEXT: PulseContext = {
  runId: "run-1",
  seed: 1,
  pulse: 0,
  intensity: "normal",
  at: new Date("2026-03-10T12:00:00Z"),
  types: { usage: "api_call", engagement: "login" },
};

const anyContext = fc.record({
  runId: fc.constant("run-1"),
  seed: fc.nat(),
  pulse: fc.nat(100),
  intensity: fc.constantFrom(...INTENSITIES),
  at: fc.constant(CONTEXT.at),
  types: fc.constant(CONTEXT.types),
});

Deno.test("the same seed gives the same activity, in another run too but for the ids of its messages", () => {
  fc.assert(fc.property(anyContext, fc.string({ minLength: 1 }), (context, clientId) => {
    const bare = (runId: string) =>
      pulseEvents(clientId, { ...context, runId }).map(({ messageId: _messageId, ...event }) => event);
    expect(pulseEvents(clientId, context)).toEqual(pulseEvents(clientId, context));
    expect(bare("run-2")).toEqual(bare("run-3"));
  }));
});

Deno.test("every event is one that the intake takes, with an id of its own, at the moment of the pulse", () => {
  fc.assert(fc.property(anyContext, (context) => {
    const events = pulseEvents("client", context);
    for (const event of events) {
      expect(telemetryEventSchema.parse(event).ts).toEqual(context.at);
      expect(event.messageId.startsWith("simulation:run-1:")).toBe(true);
    }
    expect(new Set(events.map(({ messageId }) => messageId)).size).toBe(events.length);
    const people = events.flatMap(({ userId }) => userId ?? []);
    expect(new Set(people).size).toBe(people.length);
  }));
});

Deno.test("each intensity keeps to its volumes", () => {
  const bounds: Record<Intensity, { calls: [number, number]; logins: [number, number] }> = {
    low: { calls: [5, 25], logins: [0, 1] },
    normal: { calls: [2 * 20, 3 * 80], logins: [1, 3] },
    high: { calls: [4 * 80, 6 * 250], logins: [3, 6] },
  };
  fc.assert(fc.property(anyContext, (context) => {
    const events = pulseEvents("client", context);
    const sum = (type: string) =>
      events.filter((event) => event.type === type).reduce((total, { count }) => total + count, 0);
    const { calls, logins } = bounds[context.intensity];
    expect(sum("api_call")).toBeGreaterThanOrEqual(calls[0]);
    expect(sum("api_call")).toBeLessThanOrEqual(calls[1]);
    expect(sum("login")).toBeGreaterThanOrEqual(logins[0]);
    expect(sum("login")).toBeLessThanOrEqual(logins[1]);
  }));
});

Deno.test("a pulse is made of the types that the score model counts", () => {
  const types = { usage: "export_run", engagement: "session" };
  const events = pulseEvents("client", { ...CONTEXT, intensity: "high", types });
  expect(new Set(events.map(({ type }) => type))).toEqual(new Set(["export_run", "session"]));
});

Deno.test("an outage is two criticals and a high one; with a severity it is one of that", () => {
  expect(outageIncidents(1).map(({ severity }) => severity)).toEqual(["critical", "critical", "high"]);
  for (const severity of SEVERITIES) {
    expect(outageIncidents(1, severity).map((incident) => incident.severity)).toEqual([severity]);
  }
});

Deno.test("the incidents of an outage have titles of their own, the same for the same seed", () => {
  fc.assert(fc.property(fc.nat(), (seed) => {
    const incidents = outageIncidents(seed);
    expect(incidents).toEqual(outageIncidents(seed));
    expect(new Set(incidents.map(({ title }) => title)).size).toBe(3);
  }));
});
