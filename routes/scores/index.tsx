import { page } from "fresh";
import { Bands } from "@/components/scores/Bands.tsx";
import { MeasuredParts } from "@/components/scores/MeasuredParts.tsx";
import { Penalties } from "@/components/scores/Penalties.tsx";
import { MissingData, NewClients, TrendAndAge } from "@/components/scores/Rules.tsx";
import { WorkedExample } from "@/components/scores/WorkedExample.tsx";
import { PageHeader } from "@/components/ui/PageHeader.tsx";
import { define } from "@/define.ts";
import { formatDay } from "@/lib/format/time.ts";
import { workedCases } from "@/lib/scoring/model_words.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { health } = ctx.state.services;
    const { model, since } = await health.activeModel();
    ctx.state.title = "Scores";
    ctx.state.description = "How the health score is computed, in words and figures, with a worked example.";
    return page({
      model,
      since: since?.toISOString().slice(0, 10) ?? null,
    }, { headers: { "cache-control": "private, no-cache" } });
  },
});

export default define.page<typeof handler>(function Scores({ data: { model, since } }) {
  const cases = workedCases(model);
  return (
    <>
      <PageHeader
        title="The health score"
        lead={`One number from 0 to 100 for each client: how likely it looks to stay. Every score can be taken apart to ` +
          `the figures behind it; this page says how they are put together. Version ${model.version} of the model` +
          `${since ? `, in use since ${formatDay(since)}` : ""}.`}
      />
      <MeasuredParts model={model} />
      <div class="grid gap-6 lg:grid-cols-2">
        <Bands bands={model.bands} />
        <Penalties model={model} />
      </div>
      <WorkedExample score={cases.typical.score} windowDays={model.windowDays} />
      <div class="grid gap-6 lg:grid-cols-3">
        <MissingData model={model} cases={cases} />
        <NewClients model={model} />
        <TrendAndAge model={model} />
      </div>
    </>
  );
});
