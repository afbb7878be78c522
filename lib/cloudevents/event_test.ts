import { expect } from "@std/expect";
import { readCloudEvent } from "@/lib/cloudevents/event.ts";

const event = { specversion: "1.0", id: "1", source: "/app", type: "com.acme.api_call", subject: "acme" };

const made = (sent: Record<string, unknown>) => {
  const read = readCloudEvent(sent);
  return "event" in read ? read.event : read;
};

Deno.test("source and id become the messageId, and no two pairs the same one", () => {
  expect(made(event)).toEqual({ messageId: "/app#1", externalId: "acme", type: "api_call" });
  const ids = [
    made({ ...event, source: "/a#b", id: "c" }),
    made({ ...event, source: "/a", id: "b#c" }),
    made({ ...event, id: "x".repeat(300) }),
    made({ ...event, id: " 1" }),
    made({ ...event, id: "1 " }),
    made({ ...event, id: "1\n" }),
  ].map((item) => "messageId" in item ? String(item.messageId) : "");
  expect(ids[0]).toBe("/a#b#c");
  for (const id of ids.slice(1)) expect(id).toMatch(/^(cloudevent:[\w-]{43}|\/app# 1)$/);
  expect(new Set(ids).size).toBe(6);
});

Deno.test("account, time, count and user are read where they are said", () => {
  const full = { ...event, subject: "/invoices/5", account: "acme", time: "2026-03-10T10:00:00+02:00" };
  const expected = {
    messageId: "/app#1",
    externalId: "acme",
    type: "api_call",
    ts: "2026-03-10T08:00:00.000Z",
    count: 40,
    userId: "u1",
  };
  const data = { count: 40, userId: "u1", other: { count: 1 } };
  expect(made({ ...full, data })).toEqual(expected);
  const base64 = btoa(JSON.stringify(data));
  expect(made({ ...full, datacontenttype: "application/json", data_base64: base64 })).toEqual(expected);
  const { count: _count, userId: _userId, ...without } = expected;
  for (const nothing of [undefined, null, "count", [5], { count: null }]) {
    expect(made({ ...full, data: nothing })).toEqual(without);
  }
  expect(made({ ...full, datacontenttype: "image/png", data_base64: "iVBO" })).toEqual(without);
});

Deno.test("what is no CloudEvent 1.0 about an account is refused with pointer and reason", () => {
  const { subject: _subject, ...nobody } = event;
  const refusals: [unknown, string, string][] = [
    [{ ...event, specversion: "0.3" }, "/specversion", "must be 1.0"],
    [{ ...event, id: "" }, "/id", "must not be empty"],
    [{ ...event, source: undefined }, "/source", "must be text"],
    [
      { ...event, time: "yesterday" },
      "/time",
      "must be an ISO 8601 time with a zone, such as 2026-03-01T09:30:00Z",
    ],
    [{ ...event, type: "…" }, "/type", "has no letter from A to Z and no digit to make a telemetry type of"],
    [nobody, "", "names no account: subject is missing"],
    [{ ...event, subject: null }, "", "names no account: subject is missing"],
    [{ ...event, data: 1, data_base64: "MQ==" }, "/data_base64", "must not be there beside data"],
    [
      { ...event, datacontenttype: "application/json", data_base64: "%" },
      "/data_base64",
      "is not JSON in base64, as datacontenttype says it is",
    ],
  ];
  for (const [sent, pointer, reason] of refusals) {
    expect(readCloudEvent(sent)).toEqual({ status: "rejected", pointer, reason });
  }
  for (const sent of [null, 5, "x", []]) {
    expect(readCloudEvent(sent)).toMatchObject({ status: "rejected", pointer: "" });
  }
});
