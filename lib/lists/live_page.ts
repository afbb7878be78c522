/** The number of the last page of a list; 1 when it is empty. */
export function lastPage(total: number, pageSize: number): number {
  return Math.max(1, Math.ceil(total / pageSize));
}

/**
 * Reads a page by number; of a list that has become shorter meanwhile, its last one.
 *
 * @param page from 1
 */
export async function readPageOrLast<Found extends { total: number }>(
  read: (page: number) => Promise<Found>,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<{ found: Found; page: number }> {
  const found = await read(page);
  const last = lastPage(found.total, pageSize);
  return page <= last ? { found, page } : { found: await read(last), page: last };
}
