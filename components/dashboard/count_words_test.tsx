/** What the dashboard and the lists say of none, of one and of several. */
import { expect } from "@std/expect";
import type { ComponentChild } from "preact";
import { renderToString } from "preact-render-to-string";
import { PlatformMetrics } from "@/components/dashboard/PlatformMetrics.tsx";
import { RiskRadar } from "@/components/dashboard/RiskRadar.tsx";
import { Pages } from "@/components/ui/Pages.tsx";
import { ScoreWithTrend } from "@/components/ui/ScoreWithTrend.tsx";

/** What is read of it, hidden words included. */
function textOf(shown: ComponentChild): string {
  const html = renderToString(<div>{shown}</div>);
  return html.replaceAll(/<[^>]+aria-hidden="true"[^>]*>[^<]*<\/span>/g, "").replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ").trim();
}

Deno.test("nobody at risk: one client is, several are", () => {
  const words = (clientCount: number) =>
    textOf(<RiskRadar rows={[]} total={0} clientCount={clientCount} filter={null} />);
  expect(words(1)).toContain(
    "0 of 1 client Nobody is at risk The one client is healthy or has no score yet.",
  );
  expect(words(2)).toContain(
    "0 of 2 clients Nobody is at risk All 2 clients are healthy or have no score yet.",
  );
});

Deno.test("a figure says once since when it changed", () => {
  const words = (change: number) =>
    textOf(
      <PlatformMetrics
        metrics={{
          clients: { total: 1, change },
          averageHealth: { value: null, change: null, unscored: 0, sparkline: [] },
          openIncidents: { total: 1, change: null },
          mrrAtRisk: { amounts: [], share: null },
        }}
      />,
    );
  expect(words(1)).toContain("Clients 1 up 1 in 7 days");
  expect(words(0)).toContain("Clients 1 no change in 7 days");
  expect(words(-2)).toContain("Clients 1 down 2 in 7 days");
  expect(words(1).match(/in 7 days/g)).toHaveLength(1);
});

Deno.test("a score’s change of a day is one of 1 day", () => {
  const words = (days: number) =>
    textOf(<ScoreWithTrend score={41} trend={{ delta: -33, days, direction: "down" }} />);
  expect([1, 2].map(words)).toEqual(["41 down 33 in 1 day", "41 down 33 in 2 days"]);
});

Deno.test("the place in a list agrees with how many there are", () => {
  const words = (page: number, total: number) =>
    textOf(<Pages page={page} pageSize={25} total={total} noun="client" link={() => "?"} />);
  expect([words(1, 1), words(1, 2)]).toEqual(["1 of 1 client", "1–2 of 2 clients"]);
  expect(words(2, 26)).toContain("26 of 26 clients");
});
