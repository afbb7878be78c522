import { page } from "fresh";
import { ClientFilters } from "@/components/clients/ClientFilters.tsx";
import { ClientsHead } from "@/components/clients/ClientsHead.tsx";
import { LeftOutNotice } from "@/components/ui/LeftOutNotice.tsx";
import { ButtonLink } from "@/components/ui/Button.tsx";
import { EmptyState } from "@/components/ui/EmptyState.tsx";
import { define } from "@/define.ts";
import { ClientTableLive, NewClient, SavedViews } from "@/islands/Clients.tsx";
import { FirstClient } from "@/islands/Dashboard.tsx";
import { SourceNotice, StaleScoresNotice } from "@/islands/Frame.tsx";
import { dataNotice, type ScoreAge } from "@/lib/analytics/data_notice.ts";
import type { ClientRow } from "@/lib/client_list/row.ts";
import { parseClientPage } from "@/lib/client_list/page_query.ts";
import { formatQuantity } from "@/lib/format/number.ts";
import { lastPage } from "@/lib/lists/live_page.ts";
import { isCanonical, pageLink } from "@/lib/lists/page_link.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { clientList, freshness } = ctx.state.services;
    const { now } = freshness();
    const choices = await clientList.choices();
    const asked = parseClientPage(ctx.url, choices.value.currencies);
    const { parameters, faults, query } = asked;
    if (faults.length === 0 && !isCanonical(ctx.url, parameters)) {
      return ctx.redirect(pageLink(parameters));
    }
    const list = await clientList.read(query);
    const last = lastPage(list.value.total, query.limit);
    if ((query.page ?? 1) > last) return ctx.redirect(pageLink(parameters, { page: String(last) }));
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
  const create = <NewClient choices={formChoices} />;
  return (
    <>
      {notice && <SourceNotice notice={notice} now={now} address={url.pathname + url.search} />}
      <StaleScoresNotice
        oldest={data.oldest}
        now={now}
        livePosition={list.livePosition}
      />
      <LeftOutNotice faults={asked.faults} />
      {choices.clients === 0
        ? (
          <>
            <ClientsHead total={0} mrr={[]} exportParameters={asked.exportParameters} create={create} />
            <FirstClient
              address={url.pathname}
              origin={url.origin}
              what="clients"
              livePosition={list.livePosition}
            />
          </>
        )
        : (
          <ClientTableLive
            list={{ rows: list.rows, total: list.total, mrr: list.mrr }}
            columns={asked.columns}
            columnsChosen={asked.columnsChosen}
            parameters={parameters}
            api={asked.api}
            exportParameters={asked.exportParameters}
            pageSize={query.limit}
            now={now}
            choices={formChoices}
            livePosition={list.livePosition}
            create={create}
            nothing={<NoClients narrowed={narrowed} />}
          >
            <ClientFilters
              page={asked}
              choices={choices}
              views={<SavedViews page="clients" search={pageLink(parameters)} />}
            />
          </ClientTableLive>
        )}
    </>
  );
});

/** A list without an entry. */
function NoClients({ narrowed }: { narrowed: boolean }) {
  return narrowed
    ? (
      <EmptyState title="No client matches" action={<ButtonLink href="?">Clear the filters</ButtonLink>}>
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
    );
}
