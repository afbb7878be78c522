import { useSignal } from "@preact/signals";
import { ClientFormDialog, DeleteClientDialog } from "@/components/clients/dialogs.ts";
import type { FormChoices } from "@/components/clients/ClientFormFields.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { pageAddress } from "@/lib/format/address.ts";

const NO_CHOICES: FormChoices = { plans: [], industries: [], owners: [] };

interface ClientActionsProps {
  client: { id: string; name: string };
  choices?: FormChoices;
}

/** Edit and delete, in the head of a client's page. For use inside an island. */
export function ClientActions({ client, choices = NO_CHOICES }: ClientActionsProps) {
  const open = useSignal<"edit" | "delete" | null>(null);
  const close = () => open.value = null;
  return (
    <>
      <Button onClick={() => open.value = "edit"}>
        <Icon name="edit" />Edit
      </Button>
      <Button onClick={() => open.value = "delete"}>
        <Icon name="trash" />Delete
      </Button>
      {open.value === "edit" && (
        <ClientFormDialog
          client={client}
          choices={choices}
          onClose={close}
          onSaved={() => location.reload()}
        />
      )}
      {open.value === "delete" && (
        <DeleteClientDialog
          client={client}
          onClose={close}
          onDeleted={() => location.assign(pageAddress("/clients"))}
        />
      )}
    </>
  );
}
