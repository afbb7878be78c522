/** The dialogs around a client, fetched when they are opened. */
import { lazily } from "@/components/ui/lazily.tsx";

export const ClientFormDialog = lazily(() =>
  import("@/components/clients/ClientFormDialog.tsx").then(({ ClientFormDialog }) => ClientFormDialog)
);

export const DeleteClientDialog = lazily(() =>
  import("@/components/clients/DeleteClientDialog.tsx").then(({ DeleteClientDialog }) => DeleteClientDialog)
);
