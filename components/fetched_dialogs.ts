/**
 * The dialogs that are fetched when the first of them is opened, in one file: as one file each they cut what every page
 * shares into smaller scripts.
 */
export { IncidentForm } from "@/components/client/IncidentForm.tsx";
export { ClientFormDialog } from "@/components/clients/ClientFormDialog.tsx";
export { DeleteClientDialog } from "@/components/clients/DeleteClientDialog.tsx";
export { RemoveConfirmation } from "@/components/simulation/RemoveConfirmation.tsx";
