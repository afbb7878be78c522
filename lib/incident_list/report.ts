/** Reporting an incident of a client that is named by hand. Browser only. */
import { ApiError, getJson, sendJson } from "@/lib/browser/api.ts";
import type { ClientView } from "@/lib/clients/view.ts";
import { formatCount } from "@/lib/format/number.ts";
import type { FormFault } from "@/lib/forms/faults.ts";
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

/** The client of that name or id, or what is wrong with it; a beginning will do where only one client has it. */
export async function clientMeant(text: string): Promise<{ id: string } | FormFault> {
  try {
    const { clients, total } = await findClients(text);
    const exact = clients.filter(({ name, externalId }) => name === text || externalId === text);
    const [only, another] = exact.length > 0 ? exact : total === 1 ? clients : [];
    if (another) return { words: `Several clients are called “${text}”: give the id of one` };
    if (only) return only;
    if (total === 0) return { words: `No client is called “${text}”` };
    return {
      words: `${formatCount(total)} clients are found for “${text}”: type more of the name, or the id`,
    };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { words: error.message };
  }
}

/** @returns why it was not stored; `null` when it was */
export async function reportIncident(
  report: { clientId: string; title: string; severity: Severity },
): Promise<ApiError | null> {
  try {
    await sendJson("POST", "/incidents", report);
    return null;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return error;
  }
}
