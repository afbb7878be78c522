/** The state of a page that lists something lies whole in its address. Runs everywhere. */

/** By name, those without a value left out. */
export type PageParameters = Readonly<Record<string, string>>;

/**
 * The address of the same page with some parameters changed, relative to it; `null` takes one off. Whatever changes but
 * the page itself leads to the first page.
 */
export function pageLink(
  parameters: PageParameters,
  changes: Readonly<Record<string, string | null>> = {},
): string {
  const all = { ...parameters, ...(Object.keys(changes).length > 0 ? { page: null } : {}), ...changes };
  const kept = Object.entries(all).flatMap(([name, value]) => value ? [[name, value]] : []);
  return `?${new URLSearchParams(kept).toString().replaceAll("%2C", ",")}`;
}

/** Whether an address says just that, and nothing else: no empty fields, nothing twice, no page 1. */
export function isCanonical(url: URL, parameters: PageParameters): boolean {
  return sorted(url.searchParams) === sorted(new URLSearchParams(parameters));
}

function sorted(parameters: URLSearchParams): string {
  return JSON.stringify([...parameters].map(([name, value]) => `${name}=${value}`).sort());
}

/** With a value added to or taken from a list of values joined by commas. */
export function toggled(list: string | undefined, value: string): string | null {
  const values = list ? list.split(",") : [];
  const others = values.filter((other) => other !== value);
  return (others.length < values.length ? others : [...values, value]).join(",") || null;
}

/** The page of a list that an address names; the first when it names none. */
export function pageNumber(parameters: PageParameters): number {
  return /^[1-9]\d{0,5}$/.test(parameters.page ?? "") ? Number(parameters.page) : 1;
}

/**
 * The numbers of pages to offer around the one shown: first, last and its neighbours, with `null` where some are left
 * out. A gap of one page is that page.
 */
export function pagesAround(page: number, last: number): (number | null)[] {
  const shown = [...new Set([1, page - 1, page, page + 1, last])].filter((number) =>
    number >= 1 && number <= last
  ).sort((a, b) => a - b);
  return shown.flatMap((number, index) => {
    const gap = number - (shown[index - 1] ?? 0) - 1;
    if (gap <= 0) return [number];
    return gap === 1 ? [number - 1, number] : [null, number];
  });
}
