import { expect } from "@std/expect";
import {
  changesSentence,
  type EditableClient,
  emptyForm,
  faultsByField,
  formOf,
  rebased,
  toBody,
} from "@/lib/client_form/fields.ts";

const ACME: EditableClient = {
  id: "7",
  version: 3,
  name: "Acme",
  externalId: "acme",
  plan: "Team",
  industry: null,
  mrr: 1_240_050,
  currency: "EUR",
  owner: "Dana Okafor",
  tags: ["pilot", "eu"],
  status: "active",
  endedOn: null,
  renewsAt: "2027-02-28T23:00:00.000Z",
  startedAt: "2025-01-15T10:30:00.000Z",
  timezone: "Europe/Berlin",
};

Deno.test("the form shows days in the client's zone and money as one types it", () => {
  expect(formOf(ACME)).toEqual({
    name: "Acme",
    externalId: "acme",
    plan: "Team",
    industry: "",
    mrr: "12400.50",
    currency: "EUR",
    owner: "Dana Okafor",
    tags: "pilot, eu",
    status: "active",
    endedOn: "",
    renewsAt: "2027-03-01",
    startedAt: "2025-01-15",
    timezone: "Europe/Berlin",
  });
});

Deno.test("a new client leaves out what is empty; only the name is always told", () => {
  const form = emptyForm("Europe/Berlin");
  expect(toBody(form, null).body).toEqual({
    name: "",
    currency: "USD",
    status: "active",
    timezone: "Europe/Berlin",
  });
  const { body } = toBody(
    { ...form, name: " Acme ", mrr: "1,000", tags: "a,, b", renewsAt: "2027-03-01" },
    null,
  );
  expect(body).toMatchObject({
    name: "Acme",
    mrr: 100_000,
    tags: ["a", "b"],
    renewsAt: "2027-02-28T23:00:00.000Z",
  });
});

Deno.test("a change sends what differs alone, and null for what was emptied", () => {
  const base = formOf(ACME);
  expect(toBody(base, base).body).toEqual({});
  expect(toBody({ ...base, owner: "", renewsAt: "", plan: "Enterprise" }, base).body).toEqual({
    owner: null,
    renewsAt: null,
    plan: "Enterprise",
  });
});

Deno.test("in another currency the same amount is another one", () => {
  const base = formOf({ ...ACME, mrr: 1_240_000 });
  expect(toBody({ ...base, currency: "JPY" }, base).body).toEqual({ mrr: 12_400, currency: "JPY" });
});

Deno.test("an amount that is none is found before it is sent; an unknown zone is left to the API", () => {
  const base = formOf(ACME);
  const { body, faults } = toBody(
    { ...base, mrr: "much", timezone: "Mars/Base", renewsAt: "2027-04-01" },
    base,
  );
  expect(faults).toEqual({ mrr: "must be an amount such as 12,400" });
  expect(body).toEqual({ renewsAt: "2027-04-01T00:00:00.000Z", timezone: "Mars/Base" });
});

Deno.test("what the API says goes beside its field, the rest is said at the top", () => {
  const { fields, rest } = faultsByField([
    { pointer: "/name", detail: "must not be empty" },
    { pointer: "/tags/1", detail: "must have at most 40 characters" },
    { pointer: "/shoeSize", detail: "is not known" },
  ]);
  expect(fields).toEqual({ name: "must not be empty", tags: "must have at most 40 characters" });
  expect(rest).toBe("shoeSize is not known");
});

Deno.test("what others changed is taken over, except where the reader typed something else", () => {
  const base = formOf(ACME);
  const typed = { ...base, owner: "Me", name: "Acme AG" };
  const theirs = { ...base, owner: "Ben", plan: "Enterprise", industry: "" };
  const { values, changes } = rebased({ base, typed, theirs });
  expect(values).toEqual({ ...base, owner: "Me", name: "Acme AG", plan: "Enterprise" });
  expect(changesSentence("Acme", changes)).toBe(
    "Someone else changed Acme meanwhile: plan is now Enterprise, owner is now Ben (yours is kept below). " +
      "Nothing you typed is lost; save again to apply it",
  );
});
