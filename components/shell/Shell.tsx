import type { ComponentChildren } from "preact";
import { Navigation, Wordmark } from "@/components/shell/Navigation.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { Breadcrumb, type Crumb } from "@/components/ui/PageHeader.tsx";
import { SkipLink } from "@/components/ui/SkipLink.tsx";
import { SidebarToggle, ThemeSwitch } from "@/islands/Frame.tsx";

interface ShellProps {
  /** Of the current address, to mark the current page. */
  path: string;
  breadcrumb: readonly Crumb[];
  /** Opens the command palette. */
  search?: ComponentChildren;
  /** Whether the page follows events. */
  live?: ComponentChildren;
  account?: ComponentChildren;
  /** Strips at the foot of every page: simulated data, a connection that is lost. */
  notices?: ComponentChildren;
  children: ComponentChildren;
}

const CONTENT_ID = "content";
const DRAWER_ID = "drawer";

/**
 * Sidebar, top bar and page. Under 900 px the sidebar is a drawer: a native popover, so that it opens, closes with
 * Escape or a tap outside, and returns the focus without any script.
 */
export function Shell({ path, breadcrumb, search, live, account, notices, children }: ShellProps) {
  return (
    <div class="shell">
      <SkipLink target={CONTENT_ID} />
      <aside class="shell-sidebar flex-col gap-4 border-r bg-surface p-3">
        <Wordmark />
        <nav aria-label="Main" class="flex-1">
          <Navigation path={path} />
        </nav>
        <SidebarToggle />
      </aside>
      <Drawer path={path} />
      <div class="flex min-w-0 flex-col">
        <header class="top-bar sticky top-0 z-20 flex h-14 items-center gap-3 border-b bg-canvas px-4 md:px-8">
          <button
            type="button"
            popovertarget={DRAWER_ID}
            class="-ml-2 inline-flex h-11 w-11 items-center justify-center rounded-control md:hidden"
            aria-label="Open navigation"
          >
            <Icon name="menu" />
          </button>
          <div class="min-w-0 flex-1">
            <Breadcrumb crumbs={breadcrumb} />
          </div>
          {/* First of these: when its words grow, the free room before it gives way and no control moves. */}
          {live}
          {search}
          <div class="hidden md:block">
            <ThemeSwitch />
          </div>
          {account}
        </header>
        <main
          id={CONTENT_ID}
          tabIndex={-1}
          class="mx-auto flex w-full max-w-page flex-1 flex-col gap-6 p-4 pb-12 outline-none md:p-8"
        >
          {children}
        </main>
        <div class="sticky bottom-0 z-10">{notices}</div>
      </div>
    </div>
  );
}

function Drawer({ path }: { path: string }) {
  return (
    <nav id={DRAWER_ID} popover="auto" class="drawer" aria-label="Main, in a drawer">
      <div class="mb-4 flex items-center justify-between">
        <Wordmark />
        <button
          type="button"
          popovertarget={DRAWER_ID}
          popovertargetaction="hide"
          autofocus
          class="inline-flex h-11 w-11 items-center justify-center rounded-control"
          aria-label="Close navigation"
        >
          <Icon name="close" />
        </button>
      </div>
      <Navigation path={path} />
      <div class="mt-4 border-t pt-4">
        <ThemeSwitch />
      </div>
    </nav>
  );
}
