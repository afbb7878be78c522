import { breadcrumb } from "@/components/shell/navigation.ts";
import { Shell } from "@/components/shell/Shell.tsx";
import { define } from "@/define.ts";
import LiveStatus from "@/islands/LiveStatus.tsx";

export default define.layout(function Layout({ Component, state, url }) {
  return (
    <Shell path={url.pathname} breadcrumb={breadcrumb(url.pathname, state.title)} live={<LiveStatus />}>
      <Component />
    </Shell>
  );
});
