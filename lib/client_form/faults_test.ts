import { expect } from "@std/expect";
import { clientFaults, clientRefusal, renewalQuestion } from "@/lib/client_form/faults.ts";
import {
  type ClientField,
  type ClientFormValues,
  emptyForm,
  FIELD_LABELS,
  toBody,
} from "@/lib/client_form/fields.ts";
import { MRR_MAX, TAG_MAX, TAGS_MAX, TEXT_LIMITS } from "@/lib/clients/field_limits.ts";
import { newClientSchema } from "@/lib/clients/schema.ts";
import { faultSummary, type FormFaults } from "@/lib/forms/faults.ts";
import { faultsOf } from "@/lib/platform/faults.ts";
import { MINOR_UNITS_MAX } from "@/lib/platform/schema.ts";

const NOW = "2026-11-28T12:00:00Z";
const NEW: ClientFormValues = { ...emptyForm("Europe/Berlin"), name: "Acme" };

const found = (typed: Partial<ClientFormValues>, base: ClientFormValues | null = null) =>
  wordsOf(clientFaults({ values: { ...NEW, ...typed }, base, now: NOW }));

function wordsOf(faults: FormFaults): Record<string, string> {
  return Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field, fault?.words ?? ""]));
}

Deno.test("everything that is wrong is said at once, each in the words of whoever fills the form in", () => {
  expect(found({
    name: " ",
    externalId: "x".repeat(130),
    mrr: "much",
    tags: `pilot, ${"t".repeat(41)}`,
    timezone: "Mars/Base",
    renewsAt: "20256-01-01",
    startedAt: "1969-12-31",
    owner: "Dana\tOkafor",
  })).toEqual({
    name: "Enter a name",
    externalId: "Shorten this to 128 characters: 2 characters too many",
    mrr: "Enter an amount, such as 12,400",
    tags: `Shorten “${"t".repeat(40)}…” to 40 characters`,
    timezone: "Choose a time zone, such as Europe/Berlin",
    renewsAt: "Choose a day from 1970 to 2037",
    startedAt: "Choose a day from 1970 to 2037",
    owner: "Take out tabs, line breaks and other invisible characters",
  });
  expect(found({ mrr: "10,000,000,000.01", currency: "EUR" })).toEqual({
    mrr: "Enter at most €10,000,000,000",
  });
  expect(found({ tags: Array.from({ length: 21 }, (_, number) => `tag ${number}`).join() })).toEqual({
    tags: "Keep 20 tags at most: there are 21",
  });
  expect(found({})).toEqual({});
});

Deno.test("a date that was begun and not completed is not taken for none", () => {
  expect(wordsOf(clientFaults({ values: NEW, base: null, now: NOW, unfinished: ["renewsAt"] }))).toEqual({
    renewsAt: "Complete this date, or empty it",
  });
});

Deno.test("what is as it was is right, and only what was emptied of what must be there is wrong", () => {
  const base = { ...NEW, externalId: "acme", owner: "x".repeat(101), renewsAt: "2020-01-01" };
  expect(found(base, base)).toEqual({});
  expect(found({ ...base, externalId: "", owner: "" }, base)).toEqual({
    externalId: "Enter the id that your own systems use",
  });
});

Deno.test("the day a client left lies between its start and today, by its own calendar", () => {
  const left = { status: "churned", startedAt: "2026-01-10" };
  // Noon in UTC is the next day in Apia already.
  expect(found({ ...left, endedOn: "2026-11-29", timezone: "Pacific/Apia" })).toEqual({});
  expect(found({ ...left, endedOn: "2026-11-29" })).toEqual({
    endedOn: "Choose a day that has come: it is 28 Nov 2026 for this client",
  });
  expect(found({ ...left, endedOn: "2026-01-09" })).toEqual({
    endedOn: "Choose a day from 10 Jan 2026 on, when this client started",
  });
  expect(found({ ...left, status: "active", endedOn: "2026-01-09" })).toEqual({});
});

Deno.test("a renewal that has passed is asked about, by the client's own calendar", () => {
  const asked = (typed: Partial<ClientFormValues>, base: ClientFormValues | null = null) =>
    renewalQuestion({ values: { ...NEW, ...typed }, base, now: NOW });
  expect(asked({ renewsAt: "2025-11-03" })).toBe("This renewal was on 3 Nov 2025. Keep it?");
  expect(asked({ renewsAt: "2026-11-28" })).toBe(null);
  expect(asked({ renewsAt: "2026-11-28", timezone: "Pacific/Apia" })).toBe(
    "This renewal was on 28 Nov 2026. Keep it?",
  );
  expect(asked({ renewsAt: "2026-11-27", timezone: "Mars/Base" })).toBe(
    "This renewal was on 27 Nov 2026. Keep it?",
  );
  expect(asked({ renewsAt: "" })).toBe(null);
  // Known before, or of no more account.
  expect(asked({ renewsAt: "2025-11-03" }, { ...NEW, renewsAt: "2025-11-03" })).toBe(null);
  expect(asked({ renewsAt: "2025-11-03", status: "churned" })).toBe(null);
});

Deno.test("the foot of the form sums up what is wrong, in the order of the fields", () => {
  const summary = (faults: FormFaults<ClientField>) => faultSummary(faults, FIELD_LABELS, "Not saved yet");
  const fault = { words: "Enter a name" };
  expect(summary({})).toBe(null);
  expect(summary({ name: fault })).toBe("Not saved yet: 1 field to put right, Name");
  expect(summary({ tags: fault, name: fault, mrr: fault })).toBe(
    "Not saved yet: 3 fields to put right, Name, MRR and Tags",
  );
});

/** What the schema says to a form that was sent as it is. */
function refusedBySchema(typed: Partial<ClientFormValues>): FormFaults<ClientField> {
  const { error } = newClientSchema.safeParse(toBody({ ...NEW, ...typed }, null));
  return error ? clientRefusal(faultsOf(error)).fields : {};
}

Deno.test("form and schema draw their limits at the same place", () => {
  const edges: [ClientField, (length: number) => string, number][] = [
    ...Object.entries(TEXT_LIMITS).map(([field, max]): [ClientField, (length: number) => string, number] => [
      field as ClientField,
      (length) => "x".repeat(length),
      max,
    ]),
    ["tags", (length) => "x".repeat(length), TAG_MAX],
    ["tags", (count) => Array.from({ length: count }, (_, number) => `t${number}`).join(), TAGS_MAX],
  ];
  for (const [field, text, max] of edges) {
    for (const [length, fields] of [[max, []], [max + 1, [field]]] as const) {
      const typed = { [field]: text(length) };
      expect([field, length, Object.keys(found(typed))]).toEqual([field, length, fields]);
      expect([field, length, Object.keys(refusedBySchema(typed))]).toEqual([field, length, fields]);
    }
  }
  expect(MRR_MAX).toBe(MINOR_UNITS_MAX);
});

Deno.test("whatever the API refuses is said in the form's words, each at its field", () => {
  const refusals: [string, string][] = [
    ["/name", "must not be empty"],
    ["/name", "must have at most 200 characters"],
    ["/name", "must not contain half of a surrogate pair"],
    ["/externalId", "is taken"],
    ["/mrr", "must not be negative"],
    ["/currency", "must be an ISO 4217 code such as EUR"],
    ["/timezone", "must be an IANA time zone such as Europe/Berlin or UTC"],
    ["/renewsAt", "must lie from 1970 to 2037"],
    ["/startedAt", "must be an ISO 8601 time with a zone, such as 2026-03-01T09:30:00Z"],
    ["/endedOn", "must not lie in the future; today is 2026-11-28 for this client"],
    ["/endedOn", "must not be before the day the client started, 2026-01-10"],
    ["/endedOn", "must be left out while the client is active"],
    ["/tags", "must have at most 20 entries"],
    ["/tags/1", "must have at most 40 characters"],
    ["/status", "must be one of active, paused"],
  ];
  const said = refusals.map(([pointer, detail]) => {
    const { fields, rest } = clientRefusal([{ pointer, detail }]);
    expect(rest).toBe(null);
    return Object.entries(wordsOf(fields))[0];
  });
  expect(said).toEqual([
    ["name", "Enter a name"],
    ["name", "Shorten this to 200 characters"],
    ["name", "Take out the character that is shown as �"],
    ["externalId", "Another client already uses this id"],
    ["mrr", "Enter an amount, such as 12,400"],
    ["currency", "Choose a currency"],
    ["timezone", "Choose a time zone, such as Europe/Berlin"],
    ["renewsAt", "Choose a day from 1970 to 2037"],
    ["startedAt", "Choose a day from 1970 to 2037"],
    ["endedOn", "Choose a day that has come: it is 28 Nov 2026 for this client"],
    ["endedOn", "Choose a day from 10 Jan 2026 on, when this client started"],
    ["endedOn", "Empty this: the client has not left"],
    ["tags", "Keep 20 tags at most"],
    ["tags", "Shorten this to 40 characters"],
    ["status", "Choose a status"],
  ]);
});

Deno.test("what the form has no field for is said of the whole", () => {
  expect(clientRefusal([{ pointer: "/name", detail: "must not be empty" }, {
    pointer: "/shoeSize",
    detail: "is not known here",
  }])).toEqual({ fields: { name: { words: "Enter a name" } }, rest: "shoeSize is not known here" });
});
