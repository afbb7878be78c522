import { page } from "fresh";
import { Banner } from "@/components/ui/Banner.tsx";
import { define } from "@/define.ts";
import LiveMetrics from "@/islands/LiveMetrics.tsx";
import LiveRiskRadar from "@/islands/LiveRiskRadar.tsx";
import { sourceNotice, staleScoresNotice } from "@/lib/analytics/data_notice.ts";
import { daySentence } from "@/lib/analytics/day_sentence.ts";
import { LIMITS } from "@/lib/platform/limits.ts";

const PAGE_SIZE = LIMITS.pageSizeDefault;

export const handler = define.handlers({
  async GET(ctx) {
    const { analytics, freshness } = ctx.state.services;
    const pageNumber = pageNumberOf(ctx.url);
    const [overview, radar, trend] = await Promise.all([
      analytics.overview(),
      analytics.riskRadar(pageNumber, PAGE_SIZE),
      analytics.averageTrend(),
    ]);
    const lastPage = Math.max(1, Math.ceil(radar.value.total / PAGE_SIZE));
    if (pageNumber > lastPage) return ctx.redirect(`?page=${lastPage}`);
    ctx.state.title = "Dashboard";
    ctx.state.description = `${daySentence(overview.value)}.`;
    const { now, staleAfterMs } = freshness();
    const notices = [
      sourceNotice([overview, radar, trend], now),
      staleScoresNotice(overview.value.oldestScoreAt, { now, staleAfterMs }),
    ].filter((notice) => notice !== null);
    return page({
      overview: overview.value,
      radar: radar.value,
      trend: trend.value,
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
  const { overview, radar, trend, pageNumber, notices } = data;
  return (
    <>
      {notices.map((notice) => <Banner key={notice}>{notice}.</Banner>)}
      <LiveMetrics overview={overview} trend={trend} livePosition={overview.livePosition} />
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
    </>
  );
});
