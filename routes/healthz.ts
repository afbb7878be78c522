import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";

/** 200 while the process can answer and reach MongoDB; Redis away is a degraded 200, as reads go on without it. */
export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const { database, redis } = ctx.state.services;
    await database.db.command({ ping: 1 });
    return ctx.json({ mongodb: "up", redis: redis.status === "ready" ? "up" : "away" }, {
      headers: { "cache-control": "no-store" },
    });
  },
}));
