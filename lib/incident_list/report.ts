/** Reporting an incident of a client that is named by hand. Browser only. */
import { ApiError, getJson, sendJson } from "@/lib/browser/api.ts";
import type { ClientView } from "@/lib/clients/view.ts";
import { formatCount } from "@/lib/format/number.ts";
import type { Severity } from "@/lib/scoring/types.ts";

interface FoundClients {
  clients: Pick<ClientView, "id" | "name" | "externalId">[];
  total: number;
}

const SUGGESTED = 8;

/** Clients that a search for a text finds. */
export async function findClients(text: string): Promise<FoundClients> {
  return await getJson<FoundClients>(`/clients?limit=${SUGGESTED}&search=${encodeURIComponent(text)}`);
}

/**
 * Reports an incident of the client of that name or id; a beginning will do where only one client has it.
 *
 * @returns why it was not stored, in words; `null` when it was
 */
export async function reportIncident(
  client: string,
  report: { title: string; severity: Severity },
): Promise<string | null> {
  try {
    const { clients, total } = await findClients(client);
    const exact = clients.filter(({ name, externalId }) => name === client || externalId === client);
    const [only, another] = exact.length > 0 ? exact : total === 1 ? clients : [];
    if (!only) {
      return total === 0
        ? `No client is called “${client}”`
        : `${formatCount(total)} clients are found for “${client}”`;
    }
    if (another) return `Several clients are called “${client}”; give the id of one`;
    await sendJson("POST", "/incidents", { clientId: only.id, ...report });
    return null;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return error.message;
  }
}
