import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Card } from "@/components/ui/Card.tsx";
import { Command } from "@/components/ui/Command.tsx";
import { Link } from "@/components/ui/Link.tsx";
import { firstSteps } from "@/lib/first_run/steps.ts";
import { pageAddress } from "@/lib/format/address.ts";

/** @param origin of the server, as it knows itself; the browser, which may come through a proxy, knows better */
export function FirstRun({ origin }: { origin: string }) {
  const shown = useSignal(origin);
  useEffect(() => {
    shown.value = location.origin;
  }, []);
  const steps = firstSteps(shown.value + pageAddress("/").replace(/\/$/, ""));
  return (
    <Card
      title="Where to begin"
      id="first-run"
      note="There are no clients yet. Three ways to get some; deleting them undoes it"
    >
      <ol class="flex flex-col gap-6">
        {steps.map(({ title, text, command }) => (
          <li key={title} class="flex min-w-0 flex-col items-start gap-2">
            <h3 class="text-14 font-medium">{title}</h3>
            <p class="max-w-prose text-13 text-ink-2">{text}</p>
            <Command text={command} purpose={title} />
          </li>
        ))}
      </ol>
      <p class="mt-6 border-t pt-3 text-13 text-ink-2">
        Commands run in the folder of the project and need Node.js alone. Every call is described in the{" "}
        <Link href={pageAddress("/api-docs")} class="text-accent underline">API docs</Link>. One client by
        hand takes no command:{" "}
        <Link href={pageAddress("/clients")} class="text-accent underline">Clients</Link>, New client.
      </p>
    </Card>
  );
}
