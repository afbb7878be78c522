/** The pattern of days without data, to be filled with by `url(#id)`. Each chart has its own, by an id of its own. */
export function Hatch({ id, size = 6 }: { id: string; size?: number }) {
  return (
    <defs>
      <pattern
        id={id}
        width={size}
        height={size}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <line x1="0" y1="0" x2="0" y2={size} class="stroke-line-strong" stroke-width="1" />
      </pattern>
    </defs>
  );
}
