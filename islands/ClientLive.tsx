import { useEffect, useMemo } from "preact/hooks";
import { ClientBody } from "@/components/client/ClientBody.tsx";
import { ClientNotes } from "@/components/client/ClientNotes.tsx";
import { IncidentDialog } from "@/components/client/IncidentDialog.tsx";
import { IncidentList } from "@/components/client/IncidentList.tsx";
import { LoginHeatmap } from "@/components/client/LoginHeatmap.tsx";
import { ScoreHistory } from "@/components/client/ScoreHistory.tsx";
import { SimulationActions } from "@/components/client/SimulationActions.tsx";
import { UsageRange } from "@/components/client/UsageRange.tsx";
import { ClientActions } from "@/components/clients/ClientActions.tsx";
import { ChangeToast } from "@/components/incidents/ChangeToast.tsx";
import { IncidentActions } from "@/components/incidents/IncidentActions.tsx";
import { Banner } from "@/components/ui/Banner.tsx";
import { useSteadyList } from "@/lib/browser/steady_list.ts";
import { type ClientPage, createClientPage } from "@/lib/client_detail/client_page.ts";
import type { UsageRange as Range } from "@/lib/client_detail/page_choice.ts";
import type { ClientParts } from "@/lib/client_detail/parts_service.ts";
import type { ClientDetail } from "@/lib/client_detail/service.ts";
import { formatCount } from "@/lib/format/number.ts";
import type { ClientSimulation } from "@/lib/simulation/schema.ts";

interface ClientLiveProps {
  client: ClientDetail;
  parts: ClientParts;
  simulation: ClientSimulation;
  /** Of the usage that is shown first. */
  range: Range;
  /** Telemetry type of the usage that is shown first. */
  type: string;
  /** Of the live stream, before the client was read. */
  livePosition: string;
  /** When the page was rendered, ISO 8601. */
  now: string;
}

/**
 * The page of one client, which follows its events and changes its incidents. It is one island: as six they weighed a
 * sixth more, as what they share was cut into ever smaller files.
 */
export default function ClientLive(props: ClientLiveProps) {
  const { client, livePosition, now } = props;
  const page = useMemo(() => createClientPage(client, now), []);
  // Each follows the client by itself: what happens to the rest of the page renders none of them anew.
  const parts = useMemo(() => partsOf(props), []);
  useEffect(() => page.follow(livePosition), []);
  return (
    <div class="flex flex-col gap-6">
      {page.gone.value && (
        <Banner>
          <bdi class="long-word">{client.name}</bdi>{" "}
          has been deleted. This is how it was last; nothing here changes any more.
        </Banner>
      )}
      <ClientBody
        client={page.client.value}
        now={page.now.value}
        actions={!page.gone.value && <ClientActions client={client} />}
        incidents={<Incidents page={page} />}
        parts={parts}
      />
    </div>
  );
}

function partsOf({ client, parts, simulation, range, type, livePosition, now }: ClientLiveProps) {
  const { id: clientId, timezone: timeZone, scale } = client;
  return {
    usage: (
      <UsageRange usage={parts.usage} range={range} type={type} scale={scale} livePosition={livePosition} />
    ),
    logins: <LoginHeatmap heatmap={parts.heatmap} livePosition={livePosition} />,
    history: <ScoreHistory history={parts.history} bands={scale.bands} livePosition={livePosition} />,
    notes: (
      <ClientNotes
        clientId={clientId}
        timeZone={timeZone}
        notes={parts.notes}
        now={now}
        livePosition={livePosition}
      />
    ),
    simulation: <SimulationActions simulation={simulation} timeZone={timeZone} livePosition={livePosition} />,
  };
}

function Incidents({ page }: { page: ClientPage }) {
  const { name, timezone, incidents, unresolvedIncidents } = page.client.value;
  const steady = useSteadyList(incidents, ({ id }) => id, "incident");
  return (
    <>
      <IncidentList
        incidents={steady.rows}
        place={steady.place}
        now={page.now.value}
        timeZone={timezone}
        action={(incident) =>
          !page.gone.value && <IncidentActions incident={incident} changes={page.changes} />}
        aside={
          <div class="flex items-center gap-4">
            <span>{formatCount(unresolvedIncidents)} unresolved</span>
            {!page.gone.value && (
              <IncidentDialog
                clientName={name}
                sending={page.reporting.value}
                refused={page.refused.value}
                onReport={page.reportIncident}
              />
            )}
          </div>
        }
      />
      <ChangeToast changes={page.changes} />
    </>
  );
}
