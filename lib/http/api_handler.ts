import type { Context, Method } from "fresh";
import type { State } from "@/define.ts";
import { MethodNotAllowedError } from "@/lib/http/routable_app.ts";

type ApiMethod = Exclude<Method, "HEAD" | "OPTIONS">;
export type ApiHandler = (ctx: Context<State>) => Response | Promise<Response>;

/**
 * Handlers of one API path. Every other method gets 405 with `Allow` (a lazily loaded file route of Fresh would answer
 * 404), HEAD is GET without the body, OPTIONS lists what is allowed.
 */
export function apiHandler(handlers: Partial<Record<ApiMethod, ApiHandler>>): ApiHandler {
  const methods = Object.keys(handlers);
  const allow = [...methods, ...(handlers.GET ? ["HEAD"] : []), "OPTIONS"].join(", ");
  return async function handleApi(ctx) {
    const method = ctx.req.method;
    if (method === "OPTIONS") return new Response(null, { status: 204, headers: { allow } });
    const handle = Object.hasOwn(handlers, method) ? handlers[method as ApiMethod] : undefined;
    if (handle) return await handle(ctx);
    if (method === "HEAD" && handlers.GET) {
      const { status, headers, body } = await handlers.GET(ctx);
      await body?.cancel();
      return new Response(null, { status, headers });
    }
    throw new MethodNotAllowedError(method, allow);
  };
}
