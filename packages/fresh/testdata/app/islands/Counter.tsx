import type { Signal } from "@preact/signals";
import { Badge } from "@/packages/fresh/testdata/app/components/Badge.tsx";

export default function Counter({ id, count }: { id: string; count: Signal<number> }) {
  return (
    <span class="counter">
      <button id={id} type="button" onClick={() => count.value++}>Add</button>
      <Badge>{count}</Badge>
    </span>
  );
}
