import { useSignal } from "@preact/signals";
import { Button, type ButtonTone } from "@/components/ui/Button.tsx";
import { lazily } from "@/components/ui/lazily.tsx";
import type { RemoveConfirmationProps } from "@/components/simulation/RemoveConfirmation.tsx";

const RemoveConfirmation = lazily(() =>
  import("@/components/fetched_dialogs.ts").then(({ RemoveConfirmation }) => RemoveConfirmation)
);

interface RemoveDialogProps extends Omit<RemoveConfirmationProps, "onClose"> {
  label: string;
  tone?: ButtonTone;
}

/** A button, and the dialog that asks before all simulated data goes. */
export function RemoveDialog({ label, tone = "quiet", ...confirmation }: RemoveDialogProps) {
  const open = useSignal(false);
  return (
    <>
      <Button tone={tone} onClick={() => open.value = true}>{label}</Button>
      {open.value && <RemoveConfirmation {...confirmation} onClose={() => open.value = false} />}
    </>
  );
}
