/** The web process: composition root. `app` is what the build serves; nothing else belongs here. */
import { staticFiles } from "fresh";
import { h } from "preact";
import { ErrorView } from "@/components/shell/ErrorView.tsx";
import { setBasePath } from "@/lib/format/address.ts";
import { compressBody } from "@/lib/http/compression.ts";
import { contentSecurityPolicy } from "@/lib/http/content_security_policy.ts";
import { answerTo, refuseOtherOrigins } from "@/lib/http/foreign_requests.ts";
import { readsPages } from "@/lib/http/method.ts";
import { answerErrors, securityHeaders, withServices, writesWhenReady } from "@/lib/http/middleware.ts";
import { RequestsUnderWay } from "@/lib/http/requests_under_way.ts";
import { refuseStandIns, RoutableApp } from "@/lib/http/routable_app.ts";
import { limitWrites } from "@/lib/http/write_limit.ts";
import { configOrExit } from "@/lib/platform/config.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { createLog } from "@/lib/platform/log.ts";
import { onShutdown } from "@/lib/platform/shutdown.ts";
import { openWebServices } from "@/lib/web_services.ts";

const config = configOrExit();
const log = createLog(config, "web");
const services = await openWebServices(config, log);
const underWay = new RequestsUnderWay();
onShutdown(log, async () => {
  // The streams are under way for as long as their viewers stay: they are told to connect again, elsewhere.
  const [left] = await Promise.all([underWay.settled(LIMITS.drainMs), services.live.close()]);
  if (left > 0) log.error({ left }, "Requests took too long to finish and are cut");
  await services.close();
});

setBasePath(config.basePath);

export const app = new RoutableApp({ basePath: config.basePath });

app.use(underWay.watch());
// Outside of the policy stands all that may put another Response in the place of a page: the page's nonce is kept on
// the Response that was rendered, and a copy has none.
app.use(compressBody());
app.use(securityHeaders());
app.use(withServices(services));
app.use(contentSecurityPolicy());
app.use(answerErrors(log, (ctx, { problem, headers }) => {
  ctx.state.title = problem.title;
  const { status, detail, requestId } = problem;
  const page = h(ErrorView, { status, detail, path: ctx.url.pathname, requestId });
  return ctx.render(page, { status, headers: { ...headers, "cache-control": "no-store" } });
}));
app.use(answerTo(config.allowedHosts));
app.use(refuseStandIns());
app.use(refuseOtherOrigins());
app.use(readsPages());
app.use(limitWrites(services));
app.use(writesWhenReady(services));
app.use(staticFiles());
app.fsRoutes();
