import { Age } from "@/components/ui/Age.tsx";
import { BandMark } from "@/components/ui/BandBadge.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { EmptyState } from "@/components/ui/EmptyState.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { Link } from "@/components/ui/Link.tsx";
import { SeverityMark } from "@/components/ui/SeverityMark.tsx";
import type { RecentEvent, RecentEvents } from "@/lib/analytics/recent_events.ts";
import { clientAddress } from "@/lib/format/address.ts";

interface RecentEventsCardProps {
  recent: RecentEvents;
  /** ISO 8601. */
  now: string;
  /** Said when the list stands still because someone is in it. */
  waiting: number;
  /** The pointer or the focus has come into the list, or left it. */
  onHold?: (held: boolean) => void;
}

/** The newest changes of all clients. Rows keep their places and change what they say, so that nothing moves. */
export function RecentEventsCard({ recent, now, waiting, onHold }: RecentEventsCardProps) {
  const { events, available } = recent;
  return (
    <Card
      title="What just happened"
      id="recent-events"
      note="Scores, incidents and clients, newest first"
      aside={waiting > 0 && `${waiting} new`}
      flush
    >
      {events.length === 0 ? <Nothing available={available} /> : (
        <div
          class="h-[20rem] overflow-y-auto border-t"
          role="region"
          aria-label="What just happened, newest first"
          tabIndex={0}
          onPointerEnter={() => onHold?.(true)}
          onPointerLeave={() => onHold?.(false)}
          onFocusIn={() => onHold?.(true)}
          onFocusOut={() => onHold?.(false)}
        >
          <ol class="divide-y">
            {events.map((event, index) => <Row key={index} event={event} now={now} />)}
          </ol>
        </div>
      )}
    </Card>
  );
}

function Row({ event, now }: { event: RecentEvent; now: string }) {
  const { clientId, clientName, text, at, simulated } = event;
  return (
    <li class="relative flex h-14 gap-3 px-4 py-2 hover:bg-canvas">
      <span class="flex h-5 w-4 items-center justify-center text-ink-3">
        <Mark event={event} />
      </span>
      <div class="min-w-0 flex-1 text-13">
        <p class="flex items-baseline gap-2">
          {clientName === null
            ? <span class="min-w-0 flex-1 truncate text-ink-2">A client that is gone</span>
            : (
              <Link
                href={clientAddress(clientId)}
                class="stretched min-w-0 flex-1 truncate font-medium"
                title={clientName}
                dir="auto"
              >
                {clientName}
              </Link>
            )}
          <span class="shrink-0 text-12 text-ink-3">
            <Age at={at} now={now} />
          </span>
        </p>
        <p class="truncate text-12 text-ink-2" title={text} dir="auto">
          {simulated && "Simulated. "}
          {text}
        </p>
      </div>
    </li>
  );
}

function Mark({ event: { band, severity } }: { event: RecentEvent }) {
  if (band) return <BandMark band={band} />;
  return severity ? <SeverityMark severity={severity} /> : <Icon name="clients" />;
}

function Nothing({ available }: { available: boolean }) {
  return available
    ? (
      <EmptyState title="Nothing yet">
        Changes of scores, incidents and clients show here as they happen.
      </EmptyState>
    )
    : (
      <EmptyState title="Not to be had now">
        What just happened cannot be read for the moment. It shows again by itself.
      </EmptyState>
    );
}
