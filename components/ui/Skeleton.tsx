import { VisuallyHidden } from "@/components/ui/VisuallyHidden.tsx";
/** Stands where content will be, at its size, so that nothing moves when it comes. */
const SHAPES = {
  line: "h-4 w-full rounded-control",
  title: "h-7 w-44 rounded-control",
  row: "h-14 w-full rounded-control",
  card: "h-36 w-full rounded-card",
} as const;

export function Skeleton({ shape = "line" }: { shape?: keyof typeof SHAPES }) {
  return <span aria-hidden="true" class={`pulse block bg-line ${SHAPES[shape]}`} />;
}

/** Several skeletons under one word for screen readers. */
export function SkeletonList({ rows, shape = "row" }: { rows: number; shape?: keyof typeof SHAPES }) {
  return (
    <div role="status" class="flex flex-col gap-2">
      <VisuallyHidden>Loading</VisuallyHidden>
      {Array.from({ length: rows }, (_, index) => <Skeleton key={index} shape={shape} />)}
    </div>
  );
}
