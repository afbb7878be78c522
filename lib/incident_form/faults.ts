/** What is wrong with an incident that is being reported, in words. Pure. */
import type { ApiError } from "@/lib/browser/api.ts";
import { faultsOnly, type FormFaults, type Refusal, refusalOf, textFault } from "@/lib/forms/faults.ts";

export type IncidentField = "client" | "title" | "severity";

export const INCIDENT_LABELS: Readonly<Record<IncidentField, string>> = {
  client: "Client",
  title: "What happened",
  severity: "How bad it is",
};

/** In UTF-16 units. */
const TITLE_MAX = 200;
const EMPTY = { client: "Choose a client", title: "Say what happened" };

/** @param typed.client `null` where the form does not ask for it */
export function incidentFaults(
  { client, title }: { client: string | null; title: string },
): FormFaults<IncidentField> {
  return faultsOnly<IncidentField>({
    client: client === null || client.trim() !== "" ? null : { words: EMPTY.client },
    title: textFault(title, { max: TITLE_MAX, empty: EMPTY.title }),
  });
}

/** What the API refused. */
export function incidentRefusal(
  { faults, message }: Pick<ApiError, "faults" | "message">,
): Refusal<IncidentField> {
  if (faults.length === 0) return { fields: {}, rest: message };
  return refusalOf<IncidentField>(faults, {
    fieldOf: (pointer) => {
      if (pointer.startsWith("/client")) return "client";
      return pointer === "/title" ? "title" : pointer === "/severity" ? "severity" : null;
    },
    labels: INCIDENT_LABELS,
    words: (field) =>
      field === "client" ? EMPTY.client : field === "severity" ? "Choose how bad it is" : null,
    empty: EMPTY,
  });
}
