import { expect } from "@std/expect";
import {
  changesSentence,
  type EditableClient,
  emptyForm,
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
  expect(toBody(form, null)).toEqual({
    name: "",
    currency: "USD",
    status: "active",
    timezone: "Europe/Berlin",
  });
  const body = toBody(
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
  expect(toBody(base, base)).toEqual({});
  expect(toBody({ ...base, owner: "", renewsAt: "", plan: "Enterprise" }, base)).toEqual({
    owner: null,
    renewsAt: null,
    plan: "Enterprise",
  });
});

Deno.test("in another currency the same amount is another one", () => {
  const base = formOf({ ...ACME, mrr: 1_240_000 });
  expect(toBody({ ...base, currency: "JPY" }, base)).toEqual({ mrr: 12_400, currency: "JPY" });
});

Deno.test("the day a client left is told of one that has left only", () => {
  const base = formOf(ACME);
  const typed = { ...base, endedOn: "2026-03-01" };
  expect(toBody(typed, base)).toEqual({});
  expect(toBody({ ...typed, status: "churned" }, base)).toEqual({ status: "churned", endedOn: "2026-03-01" });
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
