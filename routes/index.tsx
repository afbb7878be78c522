import { page } from "fresh";
import { Banner } from "@/components/ui/Banner.tsx";
import { define } from "@/define.ts";
import HealthTrend from "@/islands/HealthTrend.tsx";
import LiveMetrics from "@/islands/LiveMetrics.tsx";
import LiveRiskRadar from "@/islands/LiveRiskRadar.tsx";
import UsageTrend from "@/islands/UsageTrend.tsx";
import { sourceNotice, staleScoresNotice } from "@/lib/analytics/data_notice.ts";
import { daySentence } from "@/lib/analytics/day_sentence.ts";
import { LIMITS } from "@/lib/platform/limits.ts";

const PAGE_SIZE = LIMITS.pageSizeDefault;
const REPORT_DAYS = 30;

export const handler = define.handlers({
  async GET(ctx) {
    const { analytics, freshness, reports } = ctx.state.services;
    const pageNumber = pageNumberOf(ctx.url);
    const [overview, radar, trend, usage, trends] = await Promise.all([
      analytics.overview(),
      analytics.riskRadar(pageNumber, PAGE_SIZE),
      analytics.averageTrend(),
      reports.usage(REPORT_DAYS),
      reports.healthTrends(REPORT_DAYS),
    ]);
    const lastPage = Math.max(1, Math.ceil(radar.value.total / PAGE_SIZE));
    if (pageNumber > lastPage) return ctx.redirect(`?page=${lastPage}`);
    ctx.state.title = "Dashboard";
    ctx.state.description = `${daySentence(overview.value)}.`;
    const { now, staleAfterMs } = freshness();
    const notices = [
      sourceNotice([overview, radar, trend, usage, trends], now),
      staleScoresNotice(overview.value.oldestScoreAt, { now, staleAfterMs }),
    ].filter((notice) => notice !== null);
    return page({
      overview: overview.value,
      radar: radar.value,
      trend: trend.value,
      usage: usage.value,
      trends: trends.value,
      pageNumber,
      notices,
    }, { headers: { "cache-control": "private, no-cache" } });
  },
});

/** Pages of the radar count from 1; anything else is the first. */
function pageNumberOf(url: URL): number {
  const given = url.searchParams.get("page") ?? "1";
  return /^[1-9]\d{0,5}$/.test(given) ? Number(given) : 1;
}

export default define.page<typeof handler>(function Dashboard({ data }) {
  const { overview, radar, trend, usage, trends, pageNumber, notices } = data;
  const { livePosition } = overview;
  return (
    <>
      {notices.map((notice) => <Banner key={notice}>{notice}.</Banner>)}
      <LiveMetrics overview={overview} trend={trend} livePosition={livePosition} />
      <LiveRiskRadar
        radar={{
          rows: radar.rows,
          total: radar.total,
          page: pageNumber,
          pageSize: PAGE_SIZE,
          clientCount: overview.clients,
          incomplete: false,
        }}
        livePosition={radar.livePosition}
      />
      {overview.clients > 0 && (
        <div class="grid grid-cols-1 gap-6 lg:grid-cols-12">
          <div class="min-w-0 lg:col-span-6">
            <UsageTrend usage={usage} livePosition={livePosition} />
          </div>
          <div class="min-w-0 lg:col-span-6">
            <HealthTrend trends={trends} livePosition={livePosition} />
          </div>
        </div>
      )}
    </>
  );
});
