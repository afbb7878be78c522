/** The arrow of a list is that of the order in which it stands. */
import { expect } from "@std/expect";
import { renderToString } from "preact-render-to-string";
import { ClientTable } from "@/components/clients/ClientTable.tsx";
import { IncidentTable } from "@/components/incidents/IncidentTable.tsx";
import { DEFAULT_COLUMNS } from "@/lib/client_list/columns.ts";
import type { NamedIncidentView } from "@/lib/incidents/view.ts";
import type { PageParameters } from "@/lib/lists/page_link.ts";

const RESOLVED: NamedIncidentView = {
  id: "1",
  clientId: "7",
  clientName: "Acme",
  externalId: null,
  title: "API answers 500",
  severity: "critical",
  status: "resolved",
  openedAt: "2026-11-01T10:00:00.000Z",
  resolvedAt: "2026-11-02T10:00:00.000Z",
  simulated: false,
  version: 1,
  createdAt: "2026-11-01T10:00:00.000Z",
  updatedAt: "2026-11-02T10:00:00.000Z",
};

/** Of each column with an arrow: what is heard, what is seen, and where a click leads. */
function arrows(html: string): string[][] {
  return [...html.matchAll(/<th[^>]*aria-sort="(\w+)"[^>]*>(.*?)<\/th>/g)].map((
    [, heard = "", head = ""],
  ) => [
    head.replaceAll(/<[^>]*>/g, ""),
    heard,
    head.includes("M8 13V3.5") ? "up" : head.includes("M8 3v9.5") ? "down" : "none",
    /href="([^"]*)"/.exec(head)?.[1] ?? "",
  ]);
}

const incidents = (parameters: PageParameters) =>
  renderToString(
    <IncidentTable
      incidents={[RESOLVED]}
      parameters={parameters}
      now="2026-11-28T12:00:00Z"
      action={() => null}
    />,
  );

const clients = (parameters: PageParameters) =>
  renderToString(
    <ClientTable
      rows={[]}
      columns={DEFAULT_COLUMNS}
      columnsChosen={false}
      parameters={parameters}
      now="2026-11-28T12:00:00Z"
    />,
  );

Deno.test("incidents: the most severe first while they are open, the last resolved first when they are", () => {
  expect(arrows(incidents({}))).toEqual([["Severity", "descending", "down", "?sort=severity"]]);
  expect(arrows(incidents({ status: "investigating" }))).toEqual([
    ["Severity", "descending", "down", "?status=investigating&amp;sort=severity"],
  ]);
  expect(arrows(incidents({ status: "resolved" }))).toEqual([
    ["Resolved", "descending", "down", "?status=resolved&amp;sort=resolvedAt"],
  ]);
  // The open ones by severity, then the resolved by when: by no column at all. A click sorts by one.
  expect(arrows(incidents({ status: "all" }))).toEqual([]);
  expect(incidents({ status: "all" })).toContain('href="?status=all&amp;sort=-severity"');
  expect(arrows(incidents({ status: "all", sort: "openedAt" }))).toEqual([
    ["Opened", "ascending", "up", "?status=all&amp;sort=-openedAt"],
  ]);
});

Deno.test("clients: by name until another order is asked for", () => {
  expect(arrows(clients({}))).toEqual([["Client", "ascending", "up", "?sort=-name"]]);
  expect(arrows(clients({ sort: "-mrr" }))).toEqual([["MRR", "descending", "down", "?sort=mrr"]]);
  expect(arrows(clients({ sort: "trend" }))).toEqual([]);
});
