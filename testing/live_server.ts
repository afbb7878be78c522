import { App } from "fresh";
import type { State } from "@/define.ts";
import { answerErrors } from "@/lib/http/middleware.ts";
import type { LiveService } from "@/lib/live/live_service.ts";
import type { WebServices } from "@/lib/web_services.ts";
import { handler } from "@/routes/api/v1/stream.ts";
import { silentLog } from "@/testing/redis.ts";

/** The stream's route on a server of its own, without the rest of the product. */
export interface LiveServer extends AsyncDisposable {
  readonly address: string;
  /** How many requests of the stream there were. */
  readonly requests: number;
  /** The process that answers from now on; `null` answers 401, as to somebody who is signed out. */
  serve(live: LiveService | null): void;
}

/** @param pages what is answered at other paths: content and its type */
export function startLiveServer(live: LiveService, pages: Record<string, [string, string]> = {}): LiveServer {
  let current: LiveService | null = live;
  let requests = 0;
  const app = new App<State>();
  app.use(async (ctx) => {
    ctx.state.requestId = "test";
    const page = pages[ctx.url.pathname];
    if (page) return new Response(page[0], { headers: { "content-type": page[1] } });
    requests++;
    if (current === null) return new Response(null, { status: 401 });
    // The route needs no other service.
    ctx.state.services = { live: current } as WebServices;
    return await ctx.next();
  });
  app.use(answerErrors(silentLog, () => new Response(null, { status: 500 })));
  app.all("/api/v1/stream", handler);
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, app.handler());
  return {
    address: `http://127.0.0.1:${server.addr.port}`,
    get requests() {
      return requests;
    },
    serve(next) {
      current = next;
    },
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
