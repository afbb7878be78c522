import { breadcrumb } from "@/components/shell/navigation.ts";
import { Shell } from "@/components/shell/Shell.tsx";
import { define } from "@/define.ts";

export default define.layout(function Layout({ Component, state, url }) {
  return (
    <Shell path={url.pathname} breadcrumb={breadcrumb(url.pathname, state.title)}>
      <Component />
    </Shell>
  );
});
