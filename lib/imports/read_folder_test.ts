import { expect } from "@std/expect";
import { ImportError } from "@/lib/imports/errors.ts";
import type { ImportPlan } from "@/lib/imports/plan.ts";
import { importPlan, rejectsOf } from "@/testing/import_plan.ts";

const eventsOf = ({ events }: ImportPlan) =>
  [...events].flatMap(([client, list]) =>
    list.map(({ type, ts, count }) => [client, type, ts.toISOString(), count])
  );

const CLIENTS = `
name: test
timezone: Europe/Berlin
files: { accounts: accounts.csv, usage: usage.csv }
clients: { file: accounts, externalId: id, name: name, startedAt: start }
telemetry:
  - { file: usage, client: id, at: day, type: { value: api_call }, count: calls }
`;

const ACCOUNTS = "id,name,start\nA,Acme,2026-03-01\nB,Bolt,2026-07-01\n";

Deno.test("a date alone is the start of the client's day for a client, and its noon for an event", async () => {
  const result = await importPlan({
    "accounts.csv": ACCOUNTS,
    "usage.csv": "id,day,calls\nA,2026-03-02,5\nB,2026-07-02,0\n",
  }, CLIENTS);
  expect(result.rejects).toEqual([]);
  // Berlin is one hour ahead of UTC in March, two in July
  expect(result.clients.map(({ fields }) => fields.startedAt?.toISOString())).toEqual([
    "2026-02-28T23:00:00.000Z",
    "2026-06-30T22:00:00.000Z",
  ]);
  expect(eventsOf(result)).toEqual([
    ["A", "api_call", "2026-03-02T11:00:00.000Z", 5],
    ["B", "api_call", "2026-07-02T10:00:00.000Z", 0],
  ]);
});

Deno.test("a bad row is told with file, line and reason, and the others are taken", async () => {
  const result = await importPlan({
    "accounts.csv":
      'id,name,start\nA,Acme,2026-03-01\nA,Again,2026-03-01\n,No id,2026-03-01\n"B\n",Bolt,03/01/2026\n',
    "usage.csv":
      "id,day,calls\nA,2026-03-02,5\nA,2026-03-02,many\nA,2026-02-30,1\nZ,2026-03-02,1\nA,2026-03-03,-1\n" +
      "A,2026-12-01,1\nA,1999-01-01,1\nA,2026-03-04,\nA,2026-03-05\nA,2026-03-06,7.0\n",
  }, CLIENTS);
  expect(rejectsOf(result)).toEqual([
    'accounts.csv:3: externalId "A" stands in line 2 already',
    "accounts.csv:4: externalId is missing",
    'accounts.csv:5: startedAt "03/01/2026" is not a date written YYYY-MM-DD',
    'usage.csv:3: count "many" is not a whole number',
    'usage.csv:4: at "2026-02-30" is not a date written YYYY-MM-DD',
    'usage.csv:5: client "Z" does not exist',
    "usage.csv:6: count -1 must not be negative",
    "usage.csv:7: at 2026-12-01T11:00:00.000Z lies more than 24 hours in the future",
    "usage.csv:8: at 1999-01-01T11:00:00.000Z lies before the retention of 10000 days (TELEMETRY_RETENTION_DAYS)",
    "usage.csv:9: count is missing (column calls)",
    "usage.csv:10: has 2 cells where the header has 3",
  ]);
  expect(result.clients.map(({ externalId }) => externalId)).toEqual(["A"]);
  expect(eventsOf(result)).toEqual([
    ["A", "api_call", "2026-03-02T11:00:00.000Z", 5],
    ["A", "api_call", "2026-03-06T11:00:00.000Z", 7],
  ]);
  expect(result.files).toEqual([
    { file: "accounts.csv", rows: 4, rejected: 3 },
    { file: "usage.csv", rows: 10, rejected: 8 },
  ]);
});

Deno.test("rows may name clients that are stored already, in the zone that these have", async () => {
  const result = await importPlan(
    { "accounts.csv": ACCOUNTS, "usage.csv": "id,day,calls\nOLD,2026-03-02,5\nNEW,2026-03-02,1\n" },
    CLIENTS,
    {
      findStored: (ids) =>
        Promise.resolve(
          new Map(
            ids.filter((id) => id === "OLD").map((id) => [id, {
              timezone: "America/New_York",
              currency: "USD",
              mrr: 0,
            }]),
          ),
        ),
    },
  );
  // New York is five hours behind UTC on 2 March
  expect(eventsOf(result)).toEqual([["OLD", "api_call", "2026-03-02T17:00:00.000Z", 5]]);
  expect(rejectsOf(result)).toEqual(['usage.csv:3: client "NEW" does not exist']);
});

Deno.test("clients that the mapping leaves out take their rows with them, which is no fault", async () => {
  const mapping = CLIENTS.replace("externalId: id", "where: { name: [Acme] }, externalId: id");
  const result = await importPlan({
    "accounts.csv": ACCOUNTS,
    "usage.csv": "id,day,calls\nA,2026-03-02,5\nB,2026-07-02,1\nB,2026-07-03,1\n",
  }, mapping);
  expect(result.rejects).toEqual([]);
  expect(result.targets).toEqual([
    { target: "clients", file: "accounts.csv", rows: 1, items: 1, leftOut: 1 },
    { target: "telemetry api_call", file: "usage.csv", rows: 1, items: 1, leftOut: 2 },
  ]);
});

const SUBSCRIBED = `
name: test
asOf: 2026-06-30
files: { accounts: accounts.csv, subscriptions: subscriptions.csv, usage: usage.csv }
clients:
  file: accounts
  externalId: id
  currency: { value: EUR }
  mrr:
    sum:
      { file: subscriptions, by: account, column: amount, where: { trial: "no" }, openFrom: from, openUntil: to }
telemetry:
  - file: usage
    client: &client { column: subscription, join: { file: subscriptions, key: id, take: account } }
    at: day
    type: { value: api_call }
    count: calls
    key: [usage]
  - { file: usage, client: *client, at: day, type: { value: login }, once: day }
`;

Deno.test("open amounts add up exactly, and usage finds its account through the subscription", async () => {
  const result = await importPlan({
    "accounts.csv": "id\nA\nB\n",
    "subscriptions.csv": "id,account,amount,trial,from,to\n" +
      "s1,A,0.10,no,2026-01-01,\n" + // open
      "s2,A,0.20,no,2026-06-30,2026-07-01\n" + // begins on the day, ends after it
      "s3,A,400,no,2026-01-01,2026-06-30\n" + // ends on the day
      "s4,A,400,no,2026-07-01,\n" + // not begun
      "s5,A,400,yes,2026-01-01,\n" + // a trial
      "s6,B,x,no,2026-01-01,\n" + // no amount
      "s7,B,7.5,no,2026-01-01,\n",
    "usage.csv":
      "usage,subscription,day,calls\nu1,s1,2026-06-01,3\nu2,s2,2026-06-01,4\nu3,s7,2026-06-02,1\nu4,s9,2026-06-02,1\n" +
      "u5,s6,2026-06-02,1\n",
  }, SUBSCRIBED);
  expect(result.clients.map(({ externalId, fields }) => [externalId, fields.mrr])).toEqual([["A", 30], [
    "B",
    750,
  ]]);
  expect(rejectsOf(result)).toEqual([
    'subscriptions.csv:7: amount "x" is not a decimal number',
    'usage.csv:5: client: no row of subscriptions.csv has the id "s9"',
    'usage.csv:6: client: no row of subscriptions.csv has the id "s6"',
  ]);
  // Two rows of A on one day are two calls and one login.
  expect(eventsOf(result)).toEqual([
    ["A", "api_call", "2026-06-01T12:00:00.000Z", 3],
    ["A", "login", "2026-06-01T12:00:00.000Z", 1],
    ["A", "api_call", "2026-06-01T12:00:00.000Z", 4],
    ["B", "api_call", "2026-06-02T12:00:00.000Z", 1],
    ["B", "login", "2026-06-02T12:00:00.000Z", 1],
  ]);
});

Deno.test("rows that are equal in everything are as many events, and ids depend on content alone", async () => {
  const ids = async (usage: string, mapping = CLIENTS) => {
    const result = await importPlan({ "accounts.csv": ACCOUNTS, "usage.csv": usage }, mapping);
    return [...result.events.values()].flat().map(({ messageId }) => messageId).sort();
  };
  const twice = await ids("id,day,calls\nA,2026-03-02,5\nA,2026-03-02,5\nA,2026-03-03,1\n");
  expect(new Set(twice).size).toBe(3);
  // Another order, another date format, another spelling of the number.
  expect(
    await ids(
      "id,day,calls\nA,03.03.2026,1.0\nA,02.03.2026,5\nA,02.03.2026,5\n",
      `${CLIENTS}dates: [YYYY-MM-DD, DD.MM.YYYY]`,
    ),
  )
    .toEqual(twice);
});

const INCIDENTS = `
name: test
dates: [YYYY-MM-DD, "YYYY-MM-DD HH:mm"]
files: { accounts: accounts.csv, tickets: tickets.csv, ends: ends.csv }
clients: { file: accounts, externalId: id }
incidents:
  - file: tickets
    client: account
    externalId: number
    title: { text: "Ticket {number} ({queue})" }
    severity: { column: priority, map: { P1: critical, P2: high }, otherwise: low }
    openedAt: opened
    resolvedAt: closed
outcomes:
  - { file: ends, client: account, externalId: number, kind: { column: how, map: { lost: churned } }, on: day, reason: why }
`;

Deno.test("tickets become incidents and ends become outcomes", async () => {
  const result = await importPlan({
    "accounts.csv": "id\nA\n",
    "tickets.csv":
      "number,account,queue,priority,opened,closed\nT1,A,api,P1,2026-03-01,2026-03-01 08:30\nT2,A,web,P9,2026-03-02,\n" +
      "T2,A,web,P2,2026-03-02,\nT3,A,web,P2,2026-03-02,2026-03-01\nT4,A,web,P2,2027-01-01,\n",
    "ends.csv":
      "number,account,how,day,why\n1,A,lost,2026-04-01,price\n2,A,lost,2026-05-01,\n3,A,sold,2026-05-01,\n",
  }, INCIDENTS);
  expect(result.incidents).toEqual([
    {
      client: "A",
      externalId: "T1",
      fields: {
        title: "Ticket T1 (api)",
        severity: "critical",
        status: "resolved",
        openedAt: new Date("2026-03-01T00:00:00Z"),
        resolvedAt: new Date("2026-03-01T08:30:00Z"),
      },
    },
    {
      client: "A",
      externalId: "T2",
      fields: {
        title: "Ticket T2 (web)",
        severity: "low",
        status: "open",
        openedAt: new Date("2026-03-02T00:00:00Z"),
        resolvedAt: null,
      },
    },
  ]);
  expect(result.outcomes).toEqual([
    { client: "A", externalId: "1", kind: "churned", on: "2026-04-01", reason: "price" },
    { client: "A", externalId: "2", kind: "churned", on: "2026-05-01", reason: null },
  ]);
  expect(rejectsOf(result)).toEqual([
    'ends.csv:4: kind "sold" is not in the mapping, which knows lost',
    'tickets.csv:4: externalId "T2" stands in line 3 of tickets.csv already',
    "tickets.csv:5: resolvedAt 2026-03-01T00:00:00.000Z is before openedAt",
    "tickets.csv:6: openedAt 2027-01-01T00:00:00.000Z lies in the future",
  ]);
});

Deno.test("of the change rows of a thing only the last counts, and ? means missing where that is stated", async () => {
  const mapping = `
name: test
missing: ["", "?"]
files: { accounts: accounts.csv, log: { path: log.csv, keepLastOf: number } }
clients: { file: accounts, externalId: id, owner: owner }
incidents:
  - { file: log, client: account, externalId: number, title: number, severity: level, openedAt: opened, resolvedAt: closed }
`;
  const result = await importPlan({
    "accounts.csv": "id,owner\nA,?\n",
    "log.csv":
      "number,account,level,opened,closed\nN1,A,high,2026-01-01,?\nN2,A,low,2026-01-01,?\nN1,A,high,2026-01-01,2026-01-05\n",
  }, mapping);
  expect(result.clients[0]?.fields.owner).toBeNull();
  expect(result.incidents.map(({ externalId, fields }) => [externalId, fields.status])).toEqual([
    ["N2", "open"],
    ["N1", "resolved"],
  ]);
  expect(result.files.at(-1)).toEqual({ file: "log.csv", rows: 2, rejected: 0 });
});

Deno.test("a folder that lacks a file or a column is an error before anything is read", async () => {
  await expect(importPlan({ "accounts.csv": ACCOUNTS }, CLIENTS)).rejects.toThrow(ImportError);
  await expect(importPlan({ "accounts.csv": "id,name\nA,Acme\n", "usage.csv": "id,day,calls\n" }, CLIENTS))
    .rejects
    .toThrow(
      'accounts.csv has no column "start"; its columns are id, name',
    );
});
