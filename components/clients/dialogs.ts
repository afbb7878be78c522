/** The dialogs around a client, fetched when they are opened. */
import { lazily } from "@/components/ui/lazily.tsx";

export const ClientFormDialog = lazily(() =>
  import("@/components/fetched_dialogs.ts").then(({ ClientFormDialog }) => ClientFormDialog)
);

export const DeleteClientDialog = lazily(() =>
  import("@/components/fetched_dialogs.ts").then(({ DeleteClientDialog }) => DeleteClientDialog)
);
