import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { Command } from "@/components/ui/EmptyState.tsx";
import { Link } from "@/components/ui/Link.tsx";
import { pageAddress } from "@/lib/format/address.ts";

/** Where the server listens unless it is told otherwise; the browser knows better. */
const DEFAULT_ORIGIN = "http://127.0.0.1:5000";

/** What an empty product says: three ways to begin, each a command to copy. */
export function FirstRun() {
  const origin = useSignal(DEFAULT_ORIGIN);
  useEffect(() => {
    origin.value = location.origin;
  }, []);
  const api = origin.value + pageAddress("/api/v1");
  return (
    <div class="border-t p-4">
      <h3 class="text-16 font-semibold">Where to begin</h3>
      <p class="mt-1 text-ink-2">There are no clients yet. This page fills by itself once there are.</p>
      <div class="mt-4 grid gap-6 lg:grid-cols-2">
        <Way title="Look around with examples" command="deno task seed">
          15 invented clients with 30 days of history.
        </Way>
        <div class="min-w-0 lg:row-span-2">
          <Way title="Send the first event" command={firstEvent(api)}>
            A client, then telemetry that names it. Every call is described in the{" "}
            <Link href={pageAddress("/api-docs")} class="text-accent underline">API docs</Link>.
          </Way>
        </div>
        <Way title="Import what you have" command="deno task import <folder> --mapping <file>">
          CSV or NDJSON files, by a mapping of their columns; examples/mappings shows how. With --dry-run it
          only tells what it would store.
        </Way>
      </div>
    </div>
  );
}

interface WayProps {
  title: string;
  command: string;
  children: ComponentChildren;
}

function Way({ title, command, children }: WayProps) {
  return (
    <section class="flex min-w-0 flex-col items-start gap-2">
      <h4 class="font-semibold">{title}</h4>
      <p class="text-13 text-ink-2">{children}</p>
      <Command text={command} />
    </section>
  );
}

function firstEvent(api: string): string {
  return [
    post(`${api}/clients`, { name: "Acme", externalId: "acme" }),
    post(`${api}/telemetry`, { events: [{ externalId: "acme", type: "api_call" }] }),
  ].join("\n");
}

function post(address: string, body: unknown): string {
  return `curl ${address} \\\n  -H 'content-type: application/json' \\\n  -d '${JSON.stringify(body)}'`;
}
