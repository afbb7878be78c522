import { useRef } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import { FIELD_CLASS } from "@/components/ui/Field.tsx";

interface SimulationChoiceProps<Value extends string> {
  id: string;
  label: string;
  options: readonly { value: Value; label: string }[];
  initial: Value;
  action: string;
  disabled: boolean;
  /** Id of the text that says why it is disabled. */
  reasonId: string | undefined;
  onAct: (value: Value) => void;
}

/** A choice and the button that acts on it, in one line where there is room. */
export function SimulationChoice<Value extends string>(props: SimulationChoiceProps<Value>) {
  const { id, label, options, initial, action, disabled, reasonId, onAct } = props;
  const select = useRef<HTMLSelectElement>(null);

  function act(): void {
    const chosen = options.find(({ value }) => value === select.current?.value);
    if (chosen) onAct(chosen.value);
  }

  return (
    <div class="flex flex-wrap items-end gap-3">
      <div class="flex min-w-36 flex-1 flex-col gap-1">
        <label for={id} class="text-13 text-ink-2">{label}</label>
        <select ref={select} id={id} class={FIELD_CLASS} disabled={disabled} aria-describedby={reasonId}>
          {options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === initial}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
      <Button disabled={disabled} aria-describedby={reasonId} onClick={act}>{action}</Button>
    </div>
  );
}
