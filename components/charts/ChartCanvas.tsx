import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import type { ChartModule, MountedChart } from "@/components/charts/chart.ts";

interface ChartCanvasProps<Figures> {
  figures: Figures;
  /** A dynamic import, called when the chart is first seen; the same function on every render. */
  load: () => Promise<ChartModule<Figures>>;
  /** A sentence that says what the chart shows. */
  label: string;
  /** A class with a fixed height: what is drawn later moves nothing. */
  height: string;
}

/** The place of a chart. The canvas is alone in its wrapper, or Chart.js would make both grow without end. */
export function ChartCanvas<Figures>({ figures, load, label, height }: ChartCanvasProps<Figures>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<MountedChart<Figures> | null>(null);
  const latest = useRef(figures);
  const failed = useSignal(false);
  latest.current = figures;
  useEffect(() => chart.current?.update(figures), [figures]);
  useEffect(() => {
    if (!canvas.current) return;
    return whenSeen(canvas.current, async (element, isOver) => {
      try {
        const module = await load();
        if (!isOver()) chart.current = module.mount(element, latest.current);
      } catch (error) {
        failed.value = true;
        reportError(error);
      }
    }, () => {
      chart.current?.destroy();
      chart.current = null;
    });
  }, []);
  return (
    <div class={`relative w-full min-w-0 ${height}`}>
      <canvas ref={canvas} role="img" aria-label={label} />
      <p class={`absolute inset-0 text-13 text-ink-3 ${failed.value ? "" : "without-script"}`}>
        The chart could not be drawn. The table below has the same figures.
      </p>
    </div>
  );
}

/** Calls `begin` when the element first comes into view; the returned function ends both the wait and what began. */
function whenSeen<Watched extends Element>(
  element: Watched,
  begin: (element: Watched, isOver: () => boolean) => void,
  end: () => void,
): () => void {
  let over = false;
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    begin(element, () => over);
  });
  observer.observe(element);
  return () => {
    over = true;
    observer.disconnect();
    end();
  };
}
