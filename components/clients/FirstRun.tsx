import type { ComponentChildren } from "preact";
import { Command } from "@/components/ui/EmptyState.tsx";

/** @param origin address of the API's server, without a final slash */
export function FirstRun({ origin }: { origin: string }) {
  return (
    <div class="flex flex-col gap-6 px-4 py-8">
      <div>
        <h2 class="text-16 font-semibold">No clients yet</h2>
        <p class="mt-1 max-w-prose text-ink-2">
          Three ways to begin. Each can be undone by deleting the clients it made.
        </p>
      </div>
      <ol class="flex flex-col gap-6">
        <Way title="Look around with made-up data" command="deno task seed">
          15 clients with 30 days of history, among them some that are about to leave.
        </Way>
        <Way
          title="Import your own"
          command="deno task import ./data --mapping ./data/mapping.yaml --dry-run"
        >
          From CSV files, with a mapping that names their columns. Without <code>--dry-run</code>{" "}
          it is stored.
        </Way>
        <Way title="Create a client and send its first event" command={commands(origin)}>
          The score follows within moments. With “New client” above it takes no command.
        </Way>
      </ol>
    </div>
  );
}

function Way(
  { title, command, children }: { title: string; command: string; children: ComponentChildren },
) {
  return (
    <li class="flex min-w-0 flex-col items-start gap-2">
      <h3 class="text-14 font-medium">{title}</h3>
      <p class="max-w-prose text-ink-2">{children}</p>
      <Command text={command} />
    </li>
  );
}

function commands(origin: string): string {
  const post = (path: string, body: unknown) =>
    `curl ${origin}/api/v1${path} -H 'content-type: application/json' \\\n  -d '${JSON.stringify(body)}'`;
  return [
    post("/clients", { name: "Acme", externalId: "acme" }),
    post("/telemetry", {
      events: [{ messageId: "first", externalId: "acme", type: "login" }],
    }),
  ].join("\n");
}
