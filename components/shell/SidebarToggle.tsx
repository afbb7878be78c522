import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "@/components/ui/Icon.tsx";

/** Collapses the sidebar to its icons. static/theme.js applies the stored choice before the page is painted. */
export function SidebarToggle() {
  const collapsed = useSignal(false);

  useEffect(() => {
    collapsed.value = document.documentElement.dataset.sidebar === "collapsed";
  }, []);

  function toggle(): void {
    collapsed.value = !collapsed.value;
    if (collapsed.value) document.documentElement.dataset.sidebar = "collapsed";
    else delete document.documentElement.dataset.sidebar;
    try {
      if (collapsed.value) localStorage.setItem("sidebar", "collapsed");
      else localStorage.removeItem("sidebar");
    } catch {
      // Storage is blocked: the choice holds for this page.
    }
  }

  return (
    <button
      type="button"
      onClick={toggle}
      aria-expanded={!collapsed.value}
      class="flex h-9 items-center gap-3 rounded-control px-3 text-13 text-ink-3 transition-colors hover:text-ink coarse:h-11"
    >
      <Icon name="panel" />
      <span class="truncate collapsed:sr-only">
        {collapsed.value ? "Expand sidebar" : "Collapse sidebar"}
      </span>
    </button>
  );
}
