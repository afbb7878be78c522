import { page } from "fresh";
import { ClientFilters } from "@/components/clients/ClientFilters.tsx";
import { ClientsHead } from "@/components/clients/ClientsHead.tsx";
import { LeftOutNotice } from "@/components/ui/LeftOutNotice.tsx";
import { ButtonLink } from "@/components/ui/Button.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { EmptyState } from "@/components/ui/EmptyState.tsx";
import { Pages } from "@/components/ui/Pages.tsx";
import { define } from "@/define.ts";
import ClientTableLive from "@/islands/ClientTableLive.tsx";
import FirstClient from "@/islands/FirstClient.tsx";
import NewClient from "@/islands/NewClient.tsx";
import SavedViews from "@/islands/SavedViews.tsx";
import SourceNotice from "@/islands/SourceNotice.tsx";
import StaleScoresNotice from "@/islands/StaleScoresNotice.tsx";
import { dataNotice, type ScoreAge } from "@/lib/analytics/data_notice.ts";
import type { ClientRow } from "@/lib/client_list/row.ts";
import { parseClientPage } from "@/lib/client_list/page_query.ts";
import { formatQuantity } from "@/lib/format/number.ts";
import { isCanonical, pageLink } from "@/lib/lists/page_link.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { clientList, freshness } = ctx.state.services;
    const { now } = freshness();
    const asked = parseClientPage(ctx.url, now);
    const { parameters, faults, query } = asked;
    if (faults.length === 0 && !isCanonical(ctx.url, parameters)) {
      return ctx.redirect(pageLink(parameters));
    }
    const [list, choices] = await Promise.all([clientList.read(query), clientList.choices()]);
    const lastPage = Math.max(1, Math.ceil(list.value.total / query.limit));
    if ((query.page ?? 1) > lastPage) {
      return ctx.redirect(pageLink(parameters, { page: String(lastPage) }));
    }
    ctx.state.title = "Clients";
    ctx.state.description = `${formatQuantity(list.value.total, "client")} with health, revenue and renewal.`;
    return page({
      asked,
      list: list.value,
      choices: choices.value,
      notice: dataNotice([list, choices]),
      oldest: oldestOf(list.value.rows),
      now: now.toISOString(),
    }, { headers: { "cache-control": "private, no-cache" } });
  },
});

/** The score among these that is stale first. */
function oldestOf(rows: readonly ClientRow[]): ScoreAge | null {
  const ages = rows.flatMap(({ computedAt, staleFrom }) =>
    staleFrom === null ? [] : [{ computedAt, staleFrom }]
  );
  return ages.sort((a, b) => a.computedAt < b.computedAt ? -1 : 1)[0] ?? null;
}

export default define.page<typeof handler>(function Clients({ data, url }) {
  const { asked, list, choices, notice, now } = data;
  const { parameters, query, filters } = asked;
  const formChoices = { plans: choices.plans, industries: choices.industries, owners: choices.owners };
  const narrowed = filters.length > 0 || parameters.band !== undefined || parameters.status !== undefined;
  return (
    <>
      {notice && <SourceNotice notice={notice} now={now} address={url.pathname + url.search} />}
      <StaleScoresNotice
        oldest={data.oldest}
        now={now}
        livePosition={list.livePosition}
      />
      <LeftOutNotice faults={asked.faults} />
      <ClientsHead
        total={list.total}
        mrr={list.mrr}
        exportParameters={asked.exportParameters}
        create={<NewClient choices={formChoices} />}
      />
      {choices.clients > 0 && (
        <ClientFilters
          page={asked}
          choices={choices}
          views={<SavedViews page="clients" search={pageLink(parameters)} />}
        />
      )}
      {choices.clients === 0
        ? (
          <FirstClient
            address={url.pathname}
            origin={url.origin}
            what="clients"
            livePosition={list.livePosition}
          />
        )
        : (
          <div>
            <Card flush>
              {list.rows.length > 0
                ? (
                  <>
                    <ClientTableLive
                      rows={list.rows}
                      columns={asked.columns}
                      columnsChosen={asked.columnsChosen}
                      parameters={parameters}
                      now={now}
                      choices={formChoices}
                      livePosition={list.livePosition}
                    />
                    <Pages
                      page={query.page ?? 1}
                      pageSize={query.limit}
                      total={list.total}
                      noun="client"
                      link={(number) => pageLink(parameters, { page: String(number) })}
                    />
                  </>
                )
                : narrowed
                ? (
                  <EmptyState
                    title="No client matches"
                    action={<ButtonLink href="?">Clear the filters</ButtonLink>}
                  >
                    Take a filter off, or look among those that have left.
                  </EmptyState>
                )
                : (
                  <EmptyState
                    title="No current client"
                    action={<ButtonLink href="?status=all">Show all clients</ButtonLink>}
                  >
                    Every client has left. They are kept with their history.
                  </EmptyState>
                )}
            </Card>
          </div>
        )}
    </>
  );
});
