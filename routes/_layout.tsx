import { breadcrumb } from "@/components/shell/navigation.ts";
import { Shell } from "@/components/shell/Shell.tsx";
import { define } from "@/define.ts";
import LiveStatus from "@/islands/LiveStatus.tsx";
import { pagePath } from "@/lib/format/address.ts";

export default define.layout(function Layout({ Component, state, url }) {
  const path = pagePath(url.pathname);
  return (
    <Shell path={path} breadcrumb={breadcrumb(path, state.title)} live={<LiveStatus />}>
      <Component />
    </Shell>
  );
});
