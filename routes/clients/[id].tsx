import { page } from "fresh";
import { Banner } from "@/components/ui/Banner.tsx";
import { define } from "@/define.ts";
import ClientLive from "@/islands/ClientLive.tsx";
import { sourceNotice } from "@/lib/analytics/data_notice.ts";
import { pathParameter } from "@/lib/http/path_parameter.ts";
import { explainSentence } from "@/lib/scoring/words.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { clientDetail, clock } = ctx.state.services;
    const now = clock();
    const detail = await clientDetail.read(pathParameter(ctx, "id"));
    const client = detail.value;
    ctx.state.title = client.name;
    ctx.state.description = client.health
      ? `${client.name}: ${explainSentence(client.health, client.health.trend)}.`
      : `${client.name} has no score yet.`;
    return page({
      client,
      livePosition: detail.livePosition,
      notice: sourceNotice([detail], now),
      now: now.toISOString(),
    }, { headers: { "cache-control": "private, no-cache" } });
  },
});

export default define.page<typeof handler>(function ClientPage({ data }) {
  const { notice, ...live } = data;
  return (
    <>
      {notice && <Banner>{notice}.</Banner>}
      <ClientLive {...live} />
    </>
  );
});
