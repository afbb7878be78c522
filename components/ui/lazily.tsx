import { useSignal } from "@preact/signals";
import { type ComponentType, type FunctionComponent, h } from "preact";
import { useEffect } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";

/**
 * A component whose code is fetched when it is first shown: what few visits open, such as a form, does not weigh on
 * every page. Until then nothing is shown; when it cannot be fetched, that is said, with a way to try again.
 */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): FunctionComponent<Props> {
  let loaded: ComponentType<Props> | null = null;
  return function Lazy(props) {
    const failed = useSignal(false);
    const current = useSignal({ Component: loaded });
    function fetchCode(): void {
      failed.value = false;
      load().then((Component) => {
        loaded = Component;
        current.value = { Component };
      }, () => failed.value = true);
    }
    useEffect(() => {
      if (loaded === null) fetchCode();
    }, []);
    const { Component } = current.value;
    if (Component !== null) return h(Component, props);
    if (!failed.value) return null;
    return (
      <span role="alert" class="inline-flex items-center gap-2 text-13 text-critical">
        This did not load. <Button onClick={fetchCode}>Try again</Button>
      </span>
    );
  };
}
