import type { IconName } from "@/components/ui/Icon.tsx";
import type { Crumb } from "@/components/ui/PageHeader.tsx";
import { pageAddress } from "@/lib/format/address.ts";

export interface NavigationItem {
  label: string;
  /** Without the base path, as are all paths here. */
  href: `/${string}`;
  icon: IconName;
}

export const NAVIGATION: readonly NavigationItem[] = [
  { label: "Dashboard", href: "/", icon: "dashboard" },
  { label: "Clients", href: "/clients", icon: "clients" },
  { label: "Incidents", href: "/incidents", icon: "incidents" },
  { label: "Scores", href: "/scores", icon: "scores" },
  { label: "Simulation", href: "/simulation", icon: "simulation" },
  { label: "API docs", href: "/api-docs", icon: "api" },
];

/** Whether the page at `path` is the item's own or lies below it. */
export function isCurrent(item: NavigationItem, path: string): boolean {
  if (item.href === "/") return path === "/";
  return path === item.href || path.startsWith(`${item.href}/`);
}

/** The way to the page at `path`: its section, and its own title when it lies below that. */
export function breadcrumb(path: string, title: string | undefined): Crumb[] {
  const section = NAVIGATION.find((item) => isCurrent(item, path));
  if (!section) return [{ label: title ?? "Page not found" }];
  if (path === section.href || title === undefined) return [{ label: section.label }];
  return [{ label: section.label, href: pageAddress(section.href) }, { label: title }];
}

/** The client whose page is at `path`, when it is one. The id is as it stands in the address. */
export function shownClient(path: string, title: string | undefined): { id: string; name: string } | null {
  const id = /^\/clients\/([^/]+)$/.exec(path)?.[1];
  return id === undefined || title === undefined ? null : { id: decodeURIComponent(id), name: title };
}
