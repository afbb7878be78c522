/**
 * Addresses of our own pages, files and API behind the base path, the same on the server and in islands. The server is told
 * the base path once, by main.ts; the browser finds it on the document, where routes/_app.tsx writes it.
 */
let basePath = typeof document === "undefined" ? "" : document.documentElement.dataset.basePath ?? "";

/** @param path empty, or a path such as `/health` without a final slash */
export function setBasePath(path: string): void {
  basePath = path;
}

/** `/health/clients` from `/clients` where the product lives under `/health`. */
export function pageAddress(path: `/${string}`): string {
  return basePath + path;
}

/** The address of one client's page. */
export function clientAddress(clientId: string): string {
  return pageAddress(`/clients/${encodeURIComponent(clientId)}`);
}

/** The path of a page without the base path: what the product's own parts know it by. */
export function pagePath(pathname: string): string {
  const path = pathname.startsWith(basePath) ? pathname.slice(basePath.length) : pathname;
  return path === "" ? "/" : path;
}
