import { page } from "fresh";
import { CommandField } from "@/components/ui/Command.tsx";
import { PageHeader } from "@/components/ui/PageHeader.tsx";
import { define } from "@/define.ts";
import { SimulationLog, SimulationPanel } from "@/islands/Simulation.tsx";

const CLIENTS_OFFERED = 8;

export const handler = define.handlers({
  async GET(ctx) {
    const { simulation, clients, publisher, clock } = ctx.state.services;
    ctx.state.title = "Simulation";
    ctx.state.description = "Activity and outages made up to see the product move, and taken away again.";
    const livePosition = await publisher.position();
    const [status, entries, list] = await Promise.all([
      simulation.status(),
      simulation.log(),
      clients.list({ status: ["active", "paused"], limit: CLIENTS_OFFERED, sort: "name" }),
    ]);
    return page({
      livePosition,
      status,
      entries,
      clientCount: list.total,
      clients: list.items.map(({ _id, name }) => ({ id: _id, name })),
      now: clock().toISOString(),
    }, { headers: { "cache-control": "private, no-cache" } });
  },
});

export default define.page<typeof handler>(function Simulation({ data }) {
  const { status, entries, clients, clientCount, livePosition, now } = data;
  return (
    <>
      <PageHeader
        title="Simulation"
        lead="Make activity and outages up, to see scores move. All of it is marked, leaves what is real alone, and can be taken away again without a trace."
      />
      {!status.allowed && <NotAllowed />}
      <div class="grid items-start gap-6 lg:grid-cols-2">
        <SimulationPanel
          status={status}
          clientCount={clientCount}
          clients={clients}
          livePosition={livePosition}
        />
        <div class="min-w-0 lg:sticky lg:top-[5.5rem]">
          <SimulationLog entries={entries} livePosition={livePosition} now={now} />
        </div>
      </div>
    </>
  );
});

function NotAllowed() {
  return (
    <section
      aria-label="Not allowed"
      class="flex flex-col items-start gap-3 rounded-card border border-line-strong bg-surface p-4"
    >
      <p>
        <span class="font-semibold">Simulation is not allowed in this installation.</span>{" "}
        To allow it, set this in the environment of the web process and the worker, and start them again.
      </p>
      <CommandField text="ALLOW_SIMULATION=true" />
    </section>
  );
}
