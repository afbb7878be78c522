/** The clients looked at last, kept in the browser. Where storage is blocked there are none. */

export interface RecentClient {
  /** As it stands in the page's address. */
  id: string;
  name: string;
}

const KEY = "recent-clients";
const LENGTH_MAX = 5;

/** The latest first. */
export function recentClients(): RecentClient[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isRecentClient) : [];
  } catch {
    return [];
  }
}

export function rememberClient({ id, name }: RecentClient): void {
  store([{ id, name }, ...recentClients().filter((other) => other.id !== id)].slice(0, LENGTH_MAX));
}

export function forgetClient(id: string): void {
  store(recentClients().filter((other) => other.id !== id));
}

function store(clients: readonly RecentClient[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(clients));
  } catch {
    // Storage is blocked: nothing is remembered.
  }
}

function isRecentClient(value: unknown): value is RecentClient {
  return typeof value === "object" && value !== null && "id" in value && typeof value.id === "string" &&
    "name" in value && typeof value.name === "string";
}
