/** Our own drawings on a 16 px grid, stroked in the colour of the text beside them. */
const PATHS = {
  dashboard: "M2.5 2.5h4.5v6h-4.5zM9 2.5h4.5v3.5H9zM9 8h4.5v5.5H9zM2.5 10.5h4.5v3h-4.5z",
  clients:
    "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M11 3a2.3 2.3 0 0 1 0 4.3M12 9.8c1.6.5 2.5 1.8 2.5 3.7",
  incidents: "M8 2.5 14.3 13.5H1.7zM8 6.5v3.2M8 11.6v.1",
  scores: "M2.3 11.5a6 6 0 1 1 11.4 0M8 9.5l2.5-3.5",
  simulation: "M1.5 8.5h3l2-5 3 9 2-4h3",
  api: "M5.5 4 1.8 8l3.7 4M10.5 4l3.7 4-3.7 4",
  menu: "M2 4h12M2 8h12M2 12h12",
  close: "M3.5 3.5l9 9M12.5 3.5l-9 9",
  chevron: "M6 3.5 10.5 8 6 12.5",
  up: "M8 13V3.5M4 7.3 8 3.3l4 4",
  down: "M8 3v9.5M4 8.7l4 4 4-4",
  search: "M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM10.7 10.7 14 14",
  sun:
    "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 1.2v1.3M8 13.5v1.3M1.2 8h1.3M13.5 8h1.3M3.2 3.2l.9.9M11.9 11.9l.9.9M12.8 3.2l-.9.9M4.1 11.9l-.9.9",
  moon: "M13.5 9.5A6 6 0 0 1 6.5 2.5a5.8 5.8 0 1 0 7 7z",
  screen: "M1.8 2.8h12.4v8.4H1.8zM5.5 13.8h5",
  panel: "M2 2.8h12v10.4H2zM6 2.8v10.4",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  info: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.3v3.5M8 5.2v.1",
  check: "M3 8.5 6.5 12 13 4.5",
  refresh: "M13 5.5A5.5 5.5 0 1 0 13.5 9M13.5 2.5v3.2h-3.2",
  person: "M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8zM2.5 14c.3-2.8 2.6-4 5.5-4s5.2 1.2 5.5 4",
  external: "M6.5 3.5h-4v10h10v-4M9.5 2.5h4v4M13.5 2.5 7.5 8.5",
  more:
    "M3.5 7.6a.4.4 0 1 0 0 .8.4.4 0 0 0 0-.8zM8 7.6a.4.4 0 1 0 0 .8.4.4 0 0 0 0-.8zM12.5 7.6a.4.4 0 1 0 0 .8.4.4 0 0 0 0-.8z",
  plus: "M8 3v10M3 8h10",
  filter: "M2 4h12M4.5 8h7M6.5 12h3",
  columns: "M2 2.8h12v10.4H2zM6 2.8v10.4M10 2.8v10.4",
  download: "M8 2.5v8M4.5 7.3 8 10.8l3.5-3.5M2.5 13.5h11",
  bookmark: "M4 2.5h8v11L8 10.3l-4 3.2z",
  edit: "M2.5 13.5l.7-3 7.6-7.6a1.4 1.4 0 0 1 2 0l.3.3a1.4 1.4 0 0 1 0 2L5.5 12.8z",
  trash: "M3 4.5h10M6 4.5V2.8h4v1.7M4.2 4.5l.6 8.7h6.4l.6-8.7",
  clock: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.8V8l2.2 1.5",
} as const;

export type IconName = keyof typeof PATHS;

/** Decorative: the words beside it, or the label of the control around it, carry the meaning. */
export function Icon({ name, class: className = "" }: { name: IconName; class?: string }) {
  return (
    <svg
      class={`shrink-0 ${className}`}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
