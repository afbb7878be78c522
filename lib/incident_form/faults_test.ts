import { expect } from "@std/expect";
import { INCIDENT_LABELS, incidentFaults, incidentRefusal } from "@/lib/incident_form/faults.ts";
import { newIncidentSchema } from "@/lib/incidents/schema.ts";
import { faultsOf } from "@/lib/platform/faults.ts";

Deno.test("an incident without a client and a title says both at once; without the question it has a client", () => {
  expect(incidentFaults({ client: " ", title: "" })).toEqual({
    client: { words: "Choose a client" },
    title: { words: "Say what happened" },
  });
  expect(incidentFaults({ client: null, title: "API answers 500" })).toEqual({});
});

Deno.test("form and schema draw the limit of a title at the same place, and say it in the same words", () => {
  const refused = (title: string) => {
    const { error } = newIncidentSchema.safeParse({ clientId: "7", title, severity: "high" });
    return error ? incidentRefusal({ faults: faultsOf(error), message: "" }).fields : {};
  };
  expect([incidentFaults({ client: null, title: "x".repeat(200) }), refused("x".repeat(200))]).toEqual([
    {},
    {},
  ]);
  expect(incidentFaults({ client: null, title: "x".repeat(201) })).toEqual({
    title: { words: "Shorten this to 200 characters: 1 character too many" },
  });
  expect(refused("x".repeat(201))).toEqual({ title: { words: "Shorten this to 200 characters" } });
  expect(refused(" ")).toEqual({ title: { words: "Say what happened" } });
});

Deno.test("every fault that the API finds has its field", () => {
  const { error } = newIncidentSchema.safeParse({ title: "", severity: "awful" });
  expect(incidentRefusal({ faults: faultsOf(error!), message: "" }).fields).toMatchObject({
    title: { words: "Say what happened" },
    severity: { words: "Choose how bad it is" },
  });
  const alone = newIncidentSchema.safeParse({ title: "Down", severity: "low" });
  expect(incidentRefusal({ faults: faultsOf(alone.error!), message: "" })).toEqual({
    fields: { client: { words: "Choose a client" } },
    rest: null,
  });
  expect(Object.keys(INCIDENT_LABELS)).toEqual(["client", "title", "severity"]);
});

Deno.test("what is wrong with no field is said of the whole", () => {
  expect(incidentRefusal({ faults: [], message: "The server does not answer" })).toEqual({
    fields: {},
    rest: "The server does not answer",
  });
});
