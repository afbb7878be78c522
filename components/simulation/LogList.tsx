import { entryTime, entryWords } from "@/components/simulation/words.ts";
import { EmptyState } from "@/components/ui/EmptyState.tsx";
import { Icon, type IconName } from "@/components/ui/Icon.tsx";
import { Link } from "@/components/ui/Link.tsx";
import { clientAddress } from "@/lib/format/address.ts";
import { formatInstant } from "@/lib/format/time.ts";
import { newsKey } from "@/lib/simulation/news.ts";
import type { SimulationEntry } from "@/lib/simulation/schema.ts";

const ICONS: Record<SimulationEntry["action"], IconName> = {
  pulse: "simulation",
  stream: "refresh",
  outage: "incidents",
  reset: "close",
};

interface LogListProps {
  /** Newest first. */
  entries: readonly SimulationEntry[];
  /** The moment the page is seen from, ISO 8601. */
  now: string;
  /** IANA zone of the times. */
  timeZone: string;
}

/** What simulations did. New entries are read out; those that only go on counting are not. */
export function LogList({ entries, now, timeZone }: LogListProps) {
  if (entries.length === 0) {
    return (
      <EmptyState title="Nothing was simulated yet">
        Send a pulse: what it does appears here as it happens.
      </EmptyState>
    );
  }
  return (
    <div role="log" aria-label="What happened" aria-relevant="additions" tabIndex={0} class="log border-t">
      <ol class="divide-y">
        {entries.map((entry) => <Entry key={newsKey(entry)} entry={entry} now={now} timeZone={timeZone} />)}
      </ol>
    </div>
  );
}

function Entry({ entry, now, timeZone }: Omit<LogListProps, "entries"> & { entry: SimulationEntry }) {
  const { title, text } = entryWords(entry);
  const { at, action, clientId } = entry;
  return (
    <li class="relative flex items-start gap-3 px-4 py-3">
      <Icon name={ICONS[action]} class="mt-0.5 text-ink-3" />
      <div class="min-w-0 flex-1">
        <p class="font-medium">{title}</p>
        <p class="long-word text-13 text-ink-2" dir="auto">
          {clientId
            ? <Link href={clientAddress(clientId)} class="stretched hover:text-ink">{text}</Link>
            : text}
        </p>
      </div>
      <time
        dateTime={at}
        title={`${formatInstant(at, timeZone)} ${timeZone}`}
        class="whitespace-nowrap text-13 text-ink-3"
      >
        {entryTime(at, now, timeZone)}
      </time>
    </li>
  );
}
