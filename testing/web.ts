/** The app of the web process around some routes, in this process and without a build, on the servers of a world. */
import { expect } from "@std/expect";
import type { Context } from "fresh";
import type { z } from "zod";
import type { State } from "@/define.ts";
import { answerErrors, securityHeaders, withServices, writesWhenReady } from "@/lib/http/middleware.ts";
import { refuseStandIns, RoutableApp } from "@/lib/http/routable_app.ts";
import { limitWrites } from "@/lib/http/write_limit.ts";
import { type Problem, problemResponse, problemSchema } from "@/lib/http/problem.ts";
import { ServerHealth } from "@/lib/platform/server_health.ts";
import { createLiveService } from "@/lib/live/live_service.ts";
import { pingMongo } from "@/lib/platform/mongo.ts";
import type { WebServices } from "@/lib/web_services.ts";
import type { World } from "@/testing/world.ts";

type ApiRoute = (ctx: Context<State>) => Response | Promise<Response>;

export interface TestWeb extends AsyncDisposable {
  /** Sends a request; an object as body goes as JSON unless the headers say otherwise. */
  send(method: string, path: string, options?: SendOptions): Promise<Response>;
}

export interface SendOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

/** @param routes handlers by pattern, such as `/api/v1/clients/:id` */
export function openTestWeb(
  world: World,
  routes: Record<string, ApiRoute>,
  options: { basePath?: string; ready?: boolean } = {},
): TestWeb {
  const { services } = world;
  const live = createLiveService({
    config: world.config.redis,
    keys: services.keys,
    log: services.log,
    pingDatabase: () => pingMongo(services.database),
  });
  const webServices: WebServices = {
    ...services,
    live,
    servers: new ServerHealth({ ...services, queues: Object.values(services.queues) }),
    ready: options.ready ?? true,
  };
  const app = new RoutableApp({ basePath: options.basePath ?? "" });
  app.use(securityHeaders());
  app.use(withServices(webServices));
  app.use(answerErrors(services.log, (_ctx, mapped) => problemResponse(mapped)));
  app.use(refuseStandIns());
  app.use(limitWrites(webServices));
  app.use(writesWhenReady(webServices));
  for (const [pattern, handler] of Object.entries(routes)) app.all(pattern, handler);
  const handle = app.handler();
  return {
    send(method, path, { body, headers = {} } = {}) {
      const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
      const type = text === undefined ? {} : { "content-type": "application/json" };
      const init = {
        method,
        headers: { ...type, ...headers },
        ...(text === undefined ? {} : { body: text }),
      };
      return handle(new Request(new URL(path, "http://localhost"), init));
    },
    [Symbol.asyncDispose]: () => live.close(),
  };
}

/** The JSON of an answer, as its public schema reads it. */
export async function jsonOf<Schema extends z.ZodType>(
  response: Response,
  schema: Schema,
): Promise<z.output<Schema>> {
  return schema.parse(await response.json());
}

/** The problem of a refused request. */
export async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  return await jsonOf(response, problemSchema);
}
