import { page } from "fresh";
import { IncidentFilters } from "@/components/incidents/IncidentFilters.tsx";
import { LeftOutNotice } from "@/components/ui/LeftOutNotice.tsx";
import { define } from "@/define.ts";
import IncidentTableLive from "@/islands/IncidentTableLive.tsx";
import { SourceNotice } from "@/islands/Frame.tsx";
import { dataNotice } from "@/lib/analytics/data_notice.ts";
import { incidentSentence } from "@/lib/incident_list/counts.ts";
import { parseIncidentPage } from "@/lib/incident_list/page_query.ts";
import { lastPage } from "@/lib/lists/live_page.ts";
import { isCanonical, pageLink } from "@/lib/lists/page_link.ts";

/** Of the figures beside the list. */
const STATISTICS_DAYS = 30;

export const handler = define.handlers({
  async GET(ctx) {
    const { incidentList, reports, clock } = ctx.state.services;
    const now = clock();
    const asked = parseIncidentPage(ctx.url, now);
    const { parameters, faults, query } = asked;
    if (faults.length === 0 && !isCanonical(ctx.url, parameters)) return ctx.redirect(pageLink(parameters));
    const [list, statistics] = await Promise.all([
      incidentList.read(query, now),
      reports.incidents(STATISTICS_DAYS),
    ]);
    const { livePosition, ...found } = list.value;
    const last = lastPage(found.total, query.limit);
    if ((query.page ?? 1) > last) return ctx.redirect(pageLink(parameters, { page: String(last) }));
    ctx.state.title = "Incidents";
    ctx.state.description = `${incidentSentence(statistics.value)}.`;
    return page({
      asked,
      data: { ...found, statistics: statistics.value },
      livePosition,
      notice: dataNotice([list, statistics]),
      now: now.toISOString(),
    }, { headers: { "cache-control": "private, no-cache" } });
  },
});

export default define.page<typeof handler>(function Incidents({ data, url }) {
  const { asked, notice, ...live } = data;
  return (
    <>
      {notice && <SourceNotice notice={notice} now={live.now} address={url.pathname + url.search} />}
      <LeftOutNotice faults={asked.faults} />
      <IncidentTableLive
        {...live}
        parameters={asked.parameters}
        api={asked.api}
        pageSize={asked.query.limit}
      >
        <IncidentFilters page={asked} />
      </IncidentTableLive>
    </>
  );
});
