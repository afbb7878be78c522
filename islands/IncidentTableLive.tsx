import type { ComponentChildren } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { ChangeToast } from "@/components/incidents/ChangeToast.tsx";
import { IncidentActions } from "@/components/incidents/IncidentActions.tsx";
import { IncidentCounts } from "@/components/incidents/IncidentCounts.tsx";
import { IncidentTable } from "@/components/incidents/IncidentTable.tsx";
import { NoIncidents } from "@/components/incidents/NoIncidents.tsx";
import { ReportIncident } from "@/components/incidents/ReportIncident.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { PageHeader } from "@/components/ui/PageHeader.tsx";
import { Pages } from "@/components/ui/Pages.tsx";
import { incidentSentence } from "@/lib/incident_list/counts.ts";
import { useSteadyList } from "@/lib/browser/steady_list.ts";
import { createLiveIncidents, type IncidentListData } from "@/lib/incident_list/live_list.ts";
import { pageLink, type PageParameters } from "@/lib/lists/page_link.ts";

interface IncidentTableLiveProps {
  data: IncidentListData;
  /** Of the page's address. */
  parameters: PageParameters;
  /** The same for the API. */
  api: PageParameters;
  pageSize: number;
  /** Of the live stream, before the list was read. */
  livePosition: string;
  /** When the page was rendered, ISO 8601. */
  now: string;
  /** The filters, between counts and list. */
  children: ComponentChildren;
}

/** The incidents of all clients, which follow the live stream, and what can be done with each. */
export default function IncidentTableLive(props: IncidentTableLiveProps) {
  const { parameters, api, pageSize, livePosition, children } = props;
  const live = useMemo(() => createLiveIncidents(props.data, api, props.now), []);
  useEffect(() => live.follow(livePosition), []);
  const { incidents, total, statistics } = live.data.value;
  const steady = useSteadyList(incidents, ({ id }) => id, "incident");
  return (
    <div class="flex flex-col gap-6">
      <PageHeader
        title="Incidents"
        roomy
        lead={`${incidentSentence(statistics)}.`}
        actions={<ReportIncident onReported={live.refresh} />}
      />
      <IncidentCounts statistics={statistics} parameters={parameters} />
      {children}
      <div>
        <Card flush>
          {steady.rows.length === 0 ? <NoIncidents parameters={parameters} /> : (
            <div {...steady.place}>
              <IncidentTable
                incidents={steady.rows}
                parameters={parameters}
                now={live.now.value}
                action={(incident) => (
                  <IncidentActions incident={incident} changes={live.changes} investigable />
                )}
              />
            </div>
          )}
          {steady.rows.length > 0 && (
            <Pages
              page={live.page.value}
              pageSize={pageSize}
              total={total}
              noun="incident"
              waiting={steady.waiting}
              link={(number) => pageLink(parameters, { page: String(number) })}
            />
          )}
        </Card>
      </div>
      <ChangeToast changes={live.changes} />
    </div>
  );
}
