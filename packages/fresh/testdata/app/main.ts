import { App, csp, staticFiles } from "fresh";
import type { State } from "./define.ts";

export const app = new App<State>({ basePath: Deno.env.get("FIXTURE_BASE_PATH") ?? "" })
  .use(csp({ useNonce: true }))
  .use(staticFiles())
  .use((ctx) => {
    ctx.state.title = "Fixture";
    return ctx.next();
  })
  .fsRoutes();
