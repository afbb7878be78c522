import { useSignal } from "@preact/signals";
import { ClientFormDialog } from "@/components/clients/dialogs.ts";
import type { FormChoices } from "@/components/clients/ClientFormFields.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { clientAddress } from "@/lib/format/address.ts";

/** A button and the form it opens; a client that was created is shown. */
export function NewClient({ choices }: { choices: FormChoices }) {
  const open = useSignal(false);
  return (
    <>
      <Button tone="primary" onClick={() => open.value = true}>
        <Icon name="plus" />New client
      </Button>
      {open.value && (
        <ClientFormDialog
          client={null}
          choices={choices}
          onClose={() => open.value = false}
          onSaved={({ id }) => location.assign(clientAddress(id))}
        />
      )}
    </>
  );
}
