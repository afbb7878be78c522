import { useEffect, useMemo } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import { Dialog } from "@/components/ui/Dialog.tsx";
import { Skeleton } from "@/components/ui/Skeleton.tsx";
import { createDeletion, deletionSentence } from "@/lib/client_form/deletion.ts";

interface DeleteClientDialogProps {
  client: { id: string; name: string };
  onClose: () => void;
  onDeleted: () => void;
}

/** Asks once more, saying what will go, and then deletes. */
export function DeleteClientDialog({ client, onClose, onDeleted }: DeleteClientDialogProps) {
  const deletion = useMemo(() => createDeletion(client.id), []);
  useEffect(() => void deletion.count(), []);
  const { contents, notice, deleting } = deletion;
  const name = contents.value?.name ?? client.name;
  return (
    <Dialog title={`Delete ${name}`} onClose={onClose}>
      {(close) => (
        <div class="mt-3 flex flex-col gap-4">
          {notice.value && (
            <p role="alert" class="rounded-control border border-critical bg-critical-tint px-3 py-2 text-13">
              {notice.value}.
            </p>
          )}
          {contents.value
            ? (
              <p>
                {deletionSentence(name, contents.value.contents)}. It cannot be undone.
              </p>
            )
            : notice.value === null && (
              <div role="status">
                <span class="sr-only">Counting what would go</span>
                <Skeleton />
              </div>
            )}
          <div class="flex flex-wrap justify-end gap-2">
            <Button onClick={close}>Cancel</Button>
            <Button
              tone="danger"
              disabled={!contents.value || deleting.value}
              onClick={async () => {
                if (!await deletion.confirm()) return;
                close();
                onDeleted();
              }}
            >
              {deleting.value
                ? "Deleting"
                : <span class="truncate" title={`Delete ${name}`} dir="auto">{`Delete ${name}`}</span>}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
