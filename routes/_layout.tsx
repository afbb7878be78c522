import { breadcrumb, shownClient } from "@/components/shell/navigation.ts";
import { Shell } from "@/components/shell/Shell.tsx";
import { define } from "@/define.ts";
import {
  CommandPalette,
  ConnectionNotice,
  LiveStatus,
  PrintedAt,
  SimulatedDataBanner,
} from "@/islands/Frame.tsx";
import { pagePath } from "@/lib/format/address.ts";
import { readBannerState } from "@/lib/simulation/banner.ts";
import type { WebServices } from "@/lib/web_services.ts";

export default define.layout(async function Layout({ Component, state, url }) {
  const path = pagePath(url.pathname);
  const pausedSince = pausedSinceOf(state.services);
  const simulated = await readBannerState(state.services);
  return (
    <Shell
      path={path}
      breadcrumb={breadcrumb(path, state.title)}
      search={<CommandPalette client={shownClient(path, state.title)} />}
      live={<LiveStatus pausedSince={pausedSince} />}
      notices={
        <>
          <ConnectionNotice pausedSince={pausedSince} />
          <SimulatedDataBanner {...simulated} />
        </>
      }
    >
      <PrintedAt now={state.services.clock().toISOString()} pausedSince={pausedSince} />
      <Component />
    </Shell>
  );
});

/** Since when what pages show is not current, ISO 8601; `null` when it is. */
function pausedSinceOf({ live, clock }: Pick<WebServices, "live" | "clock">): string | null {
  const { paused, ageMs } = live.state;
  return paused ? new Date(clock().getTime() - ageMs).toISOString() : null;
}
