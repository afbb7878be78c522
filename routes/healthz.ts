import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";

/**
 * 200 while the process can serve: it has prepared the database, and MongoDB answers. Redis away is a degraded 200, as
 * reads go on without it.
 */
export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const { servers, ready } = ctx.state.services;
    const report = await servers.report();
    return ctx.json({ web: ready ? "up" : "starting", ...report }, {
      status: ready && report.mongodb === "up" ? 200 : 503,
      headers: { "cache-control": "no-store" },
    });
  },
}));
