import { page } from "fresh";
import { define } from "@/define.ts";
import ClientLive from "@/islands/ClientLive.tsx";
import { SourceNotice } from "@/islands/Frame.tsx";
import { dataNotice } from "@/lib/analytics/data_notice.ts";
import { usageChoice } from "@/lib/client_detail/page_choice.ts";
import { hasLeft, leftWords } from "@/lib/clients/statuses.ts";
import { pathParameter } from "@/lib/http/path_parameter.ts";
import { TELEMETRY_TYPE } from "@/lib/telemetry/schema.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { clientDetail, clientParts, clock } = ctx.state.services;
    const now = clock();
    const { range, type } = usageChoice(ctx.url);
    const detail = await clientDetail.read(pathParameter(ctx, "id"));
    const client = detail.value;
    const [parts, simulation] = await Promise.all([
      clientParts.read(client.id, range),
      clientParts.simulation(client.id),
    ]);
    ctx.state.title = client.name;
    ctx.state.description = hasLeft(client.status)
      ? `${client.name}: ${leftWords(client.endedOn)}.`
      : client.explanation
      ? `${client.name}: ${client.explanation.sentence}.`
      : `${client.name} has no score yet.`;
    return page({
      client,
      livePosition: detail.livePosition,
      parts: parts.value,
      simulation: simulation.value,
      range,
      type: type !== null && TELEMETRY_TYPE.test(type) ? type : client.scale.usage.telemetryType,
      notice: dataNotice([detail, parts, simulation]),
      now: now.toISOString(),
    }, { headers: { "cache-control": "private, no-cache" } });
  },
});

export default define.page<typeof handler>(function ClientPage({ data, url }) {
  const { notice, now, ...shown } = data;
  return (
    <>
      {notice && <SourceNotice notice={notice} now={now} address={url.pathname + url.search} />}
      <ClientLive {...shown} now={now} />
    </>
  );
});
