import { page } from "fresh";
import { define } from "@/define.ts";
import { FirstClient, LiveMetrics, LiveReports, LiveRiskRadar } from "@/islands/Dashboard.tsx";
import { SourceNotice, StaleScoresNotice } from "@/islands/Frame.tsx";
import { dataNotice, oldestScoreOf } from "@/lib/analytics/data_notice.ts";
import { dashboardAddress } from "@/lib/analytics/dashboard_address.ts";
import { DASHBOARD, readDashboard } from "@/lib/analytics/dashboard.ts";
import { dashboardQuery } from "@/lib/analytics/dashboard_query.ts";
import { daySentence } from "@/lib/analytics/day_sentence.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { services } = ctx.state;
    const query = dashboardQuery(ctx.url);
    const { data, reads } = await readDashboard(services, query);
    const lastPage = Math.max(1, Math.ceil(data.radar.total / DASHBOARD.radarRows));
    if ((query.page ?? 1) > lastPage) {
      return ctx.redirect(dashboardAddress({ ...query, page: lastPage }, "risk-radar"));
    }
    ctx.state.title = "Dashboard";
    ctx.state.description = `${daySentence(data.overview)}.`;
    const { now } = services.freshness();
    return page({ ...data, query, notice: dataNotice(reads), now: now.toISOString() }, {
      headers: { "cache-control": "private, no-cache" },
    });
  },
});

export default define.page<typeof handler>(function DashboardPage({ data, url }) {
  const { overview, radar, trend, query, owners, notice, now } = data;
  const address = url.pathname + url.search;
  return (
    <>
      {notice && <SourceNotice notice={notice} now={now} address={address} />}
      <StaleScoresNotice
        oldest={oldestScoreOf(overview)}
        now={now}
        livePosition={overview.livePosition}
      />
      <LiveMetrics overview={overview} trend={trend} now={now} livePosition={overview.livePosition} />
      {overview.clients === 0 && (
        <FirstClient
          address={address}
          origin={url.origin}
          what="charts and reports"
          livePosition={overview.livePosition}
        />
      )}
      {/* On a phone the radar is first: the figures and the reports stand after it, in one column with it. */}
      <div class="contents sm:grid sm:grid-cols-2 sm:gap-6 lg:grid-cols-12">
        <div class={`min-w-0 sm:col-span-2 ${overview.clients > 0 ? "lg:col-span-8" : "lg:col-span-12"}`}>
          <LiveRiskRadar
            radar={{
              rows: radar.rows,
              total: radar.total,
              page: query.page ?? 1,
              pageSize: DASHBOARD.radarRows,
              clientCount: overview.clients,
              filter: { band: query.band, owner: query.owner, renewal: query.renewal },
              incomplete: false,
            }}
            query={query}
            owners={owners}
            livePosition={radar.livePosition}
          />
        </div>
        {overview.clients > 0 && (
          <LiveReports
            map={data.map}
            usage={data.usage}
            trends={data.trends}
            incidents={data.incidents}
            revenue={data.revenue}
            recent={data.recent}
            query={query}
            mapPoints={DASHBOARD.mapPoints}
            recentEvents={DASHBOARD.recentEvents}
            now={now}
            livePosition={overview.livePosition}
          />
        )}
      </div>
    </>
  );
});
