/** What the command palette offers for a text. Pure. */
import { NAVIGATION } from "@/components/shell/navigation.ts";
import type { IconName } from "@/components/ui/Icon.tsx";
import type { RecentClient } from "@/lib/browser/recent_clients.ts";
import type { FoundClient } from "@/lib/clients/search.ts";
import { hasLeft, leftWords } from "@/lib/clients/statuses.ts";
import { clientAddress, pageAddress } from "@/lib/format/address.ts";
import type { Band } from "@/lib/scoring/types.ts";

export interface PaletteOption {
  /** Unique in the list. */
  key: string;
  label: string;
  href: string;
  /** In quiet ink beside the label. */
  note?: string;
  icon?: IconName;
  /** Of a client that was found. */
  health?: { band: Band; score: number | null };
}

export interface PaletteGroup {
  title: string;
  options: PaletteOption[];
}

export interface Offer {
  text: string;
  clients: readonly FoundClient[];
  recent: readonly RecentClient[];
}

/** Groups that have something in them, the likeliest first: clients that match, then pages. */
export function paletteGroups({ text, clients, recent }: Offer): PaletteGroup[] {
  const groups = text.trim() === ""
    ? [{ title: "Recent clients", options: recent.map(recentOption) }, {
      title: "Pages",
      options: matchingPages(""),
    }]
    : [{ title: "Clients", options: clients.map(clientOption) }, {
      title: "Pages",
      options: matchingPages(text),
    }];
  return groups.filter(({ options }) => options.length > 0);
}

/** Pages of which a word begins with the text. */
function matchingPages(text: string): PaletteOption[] {
  const sought = text.trim().toLowerCase();
  return NAVIGATION
    .filter(({ label }) => startsOfWords(label.toLowerCase()).some((rest) => rest.startsWith(sought)))
    .map(({ label, href, icon }) => ({ key: `page-${href}`, label, icon, href: pageAddress(href) }));
}

/** `["api docs", "docs"]` of "api docs". */
function startsOfWords(label: string): string[] {
  const words = label.split(" ");
  return words.map((_, index) => words.slice(index).join(" "));
}

function clientOption({ id, externalId, name, plan, health, status, endedOn }: FoundClient): PaletteOption {
  const left = hasLeft(status);
  return {
    key: `client-${id}`,
    label: name,
    href: clientAddress(id),
    note: `${externalId} · ${left ? leftWords(endedOn) : plan}`,
    health: health && !left ? { band: health.band, score: health.score } : { band: "unknown", score: null },
  };
}

function recentOption({ id, name }: RecentClient): PaletteOption {
  return { key: `recent-${id}`, label: name, href: clientAddress(id), icon: "clock" };
}

/** The option above or below in a list that is a ring; the first when there is none yet. */
export function movedBy(active: number, step: 1 | -1, count: number): number {
  return count === 0 ? 0 : (active + step + count) % count;
}
