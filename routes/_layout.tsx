import { breadcrumb, shownClient } from "@/components/shell/navigation.ts";
import { Shell } from "@/components/shell/Shell.tsx";
import { define } from "@/define.ts";
import CommandPalette from "@/islands/CommandPalette.tsx";
import ConnectionNotice from "@/islands/ConnectionNotice.tsx";
import LiveStatus from "@/islands/LiveStatus.tsx";
import SimulatedDataBanner from "@/islands/SimulatedDataBanner.tsx";
import { pagePath } from "@/lib/format/address.ts";
import { readBannerState } from "@/lib/simulation/banner.ts";

export default define.layout(async function Layout({ Component, state, url }) {
  const path = pagePath(url.pathname);
  const simulated = await readBannerState(state.services);
  return (
    <Shell
      path={path}
      breadcrumb={breadcrumb(path, state.title)}
      search={<CommandPalette client={shownClient(path, state.title)} />}
      live={<LiveStatus />}
      notices={
        <>
          <ConnectionNotice />
          <SimulatedDataBanner {...simulated} />
        </>
      }
    >
      <Component />
    </Shell>
  );
});
