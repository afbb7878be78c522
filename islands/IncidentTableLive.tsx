import type { ComponentChildren } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { IncidentCounts } from "@/components/incidents/IncidentCounts.tsx";
import { IncidentTable } from "@/components/incidents/IncidentTable.tsx";
import { NoIncidents } from "@/components/incidents/NoIncidents.tsx";
import { ReportIncident } from "@/components/incidents/ReportIncident.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { PageHeader } from "@/components/ui/PageHeader.tsx";
import { Pages } from "@/components/ui/Pages.tsx";
import { incidentSentence } from "@/lib/incident_list/counts.ts";
import {
  createLiveIncidents,
  type IncidentListData,
  type LiveIncidents,
} from "@/lib/incident_list/live_list.ts";
import type { NamedIncidentView } from "@/lib/incidents/view.ts";
import { pageLink, pageNumber, type PageParameters } from "@/lib/lists/page_link.ts";

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
  return (
    <div class="flex flex-col gap-6">
      <PageHeader
        title="Incidents"
        lead={`${incidentSentence(statistics)}.`}
        actions={<ReportIncident onReported={live.refresh} />}
      />
      <IncidentCounts statistics={statistics} parameters={parameters} />
      {children}
      <div>
        <Card flush>
          {incidents.length === 0 ? <NoIncidents parameters={parameters} /> : (
            <IncidentTable
              incidents={incidents}
              parameters={parameters}
              now={live.now.value}
              action={(incident) => <Actions incident={incident} live={live} />}
            />
          )}
          {total > 0 && (
            <Pages
              page={pageNumber(parameters)}
              pageSize={pageSize}
              total={total}
              noun="incident"
              link={(number) => pageLink(parameters, { page: String(number) })}
            />
          )}
        </Card>
      </div>
      <Word live={live} />
    </div>
  );
}

function Actions({ incident, live }: { incident: NamedIncidentView; live: LiveIncidents }) {
  const disabled = live.sending.value.has(incident.id);
  const act = (label: string, status: NamedIncidentView["status"]) => (
    <Button
      key={status}
      disabled={disabled}
      onClick={() => void live.change(incident, status)}
    >
      {label}
      <span class="sr-only">{incident.title}</span>
    </Button>
  );
  return (
    <span class="inline-flex gap-2">
      {incident.status === "open" && act("Investigate", "investigating")}
      {incident.status === "resolved" ? act("Reopen", "open") : act("Resolve", "resolved")}
    </span>
  );
}

/** What was done last; it stays in sight at the bottom of the window, as the row may be gone. */
function Word({ live }: { live: LiveIncidents }) {
  const word = live.word.value;
  return (
    <div role="status" class="toast">
      {word && (
        <p
          class={`rounded-control border bg-raised px-4 py-2 text-13 shadow-float ${
            word.failed ? "border-critical text-critical" : "border-line-strong"
          }`}
        >
          {word.text}
        </p>
      )}
    </div>
  );
}
