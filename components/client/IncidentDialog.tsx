import { useSignal } from "@preact/signals";
import type { IncidentFormProps } from "@/components/client/IncidentForm.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { lazily } from "@/components/ui/lazily.tsx";

const IncidentForm = lazily(() =>
  import("@/components/fetched_dialogs.ts").then(({ IncidentForm }) => IncidentForm)
);

/** A button and the dialog it opens, to report one incident. */
export function IncidentDialog(props: Omit<IncidentFormProps, "onClose">) {
  const open = useSignal(false);
  return (
    <>
      <Button onClick={() => open.value = true}>Report incident</Button>
      {open.value && <IncidentForm {...props} onClose={() => open.value = false} />}
    </>
  );
}
