import { useEffect } from "preact/hooks";
import type { PaletteGroup, PaletteOption } from "@/components/shell/palette_options.ts";
import { BandMark } from "@/components/ui/BandBadge.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { Link } from "@/components/ui/Link.tsx";
import { formatQuantity } from "@/lib/format/number.ts";

export const RESULTS_ID = "palette-results";

export function optionId({ key }: PaletteOption): string {
  return `palette-${key}`;
}

interface PaletteResultsProps {
  groups: readonly PaletteGroup[];
  /** Key of the option that Enter takes. */
  active: string | null;
  text: string;
  searching: boolean;
  /** Why clients could not be searched. */
  fault: string | null;
  onPoint: (option: PaletteOption) => void;
  /** A link is being followed. */
  onLeave: () => void;
}

export function PaletteResults({ groups, active, text, searching, fault, ...on }: PaletteResultsProps) {
  const count = groups.reduce((sum, { options }) => sum + options.length, 0);
  const nothing = count === 0 && !searching && !fault;
  useEffect(() => {
    document.getElementById(`palette-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <>
      <p role="status" class="sr-only">
        {searching ? "" : nothing ? `Nothing found for ${text}` : formatQuantity(count, "result")}
      </p>
      {fault && <p role="alert" class="px-4 pt-4 text-13 text-critical">Clients not searched: {fault}</p>}
      {nothing && (
        <div class="px-4 py-8 text-center text-ink-2">
          <p class="long-word font-medium text-ink">No client or page found for “{text}”</p>
          <p class="mt-1 text-13">
            Clients are found by the beginnings of words of their name or external id.
          </p>
        </div>
      )}
      {count === 0 && searching && <p class="px-4 py-8 text-center text-ink-2">Searching</p>}
      {count > 0 && (
        <div
          id={RESULTS_ID}
          role="listbox"
          aria-label="Clients and pages"
          aria-busy={searching}
          class="min-h-0 flex-1 overflow-y-auto p-2"
        >
          {groups.map((group) => <Group key={group.title} group={group} active={active} {...on} />)}
        </div>
      )}
      <p
        aria-hidden="true"
        class="mt-auto hidden shrink-0 gap-4 border-t px-4 py-2 text-12 text-ink-3 sm:flex"
      >
        <span>↑ ↓ to choose</span>
        <span>Enter to open</span>
        <span>Ctrl Enter for a new tab</span>
      </p>
    </>
  );
}

type GroupProps = Pick<PaletteResultsProps, "active" | "onPoint" | "onLeave"> & { group: PaletteGroup };

function Group({ group: { title, options }, active, onPoint, onLeave }: GroupProps) {
  const id = `palette-group-${title.toLowerCase().replace(" ", "-")}`;
  return (
    <div role="group" aria-labelledby={id} class="pb-2">
      <p id={id} role="presentation" class="px-2 py-1 text-12 font-medium text-ink-3">{title}</p>
      {options.map((option) => (
        <Link
          key={option.key}
          id={optionId(option)}
          role="option"
          tabIndex={-1}
          href={option.href}
          aria-selected={option.key === active}
          class={`flex h-10 items-center gap-3 rounded-control px-2 coarse:h-11 ${
            option.key === active ? "bg-accent-tint" : ""
          }`}
          onMouseMove={() => onPoint(option)}
          onClick={onLeave}
        >
          {option.icon && <Icon name={option.icon} class="text-ink-3" />}
          {option.health && (
            <span class="inline-flex w-4 justify-center">
              <BandMark band={option.health.band} labelled />
            </span>
          )}
          <span class="truncate font-medium" title={option.label} dir="auto">{option.label}</span>
          {option.note && (
            <span class="hidden min-w-0 truncate text-13 text-ink-2 sm:inline" title={option.note} dir="auto">
              {option.note}
            </span>
          )}
          {option.health && <Score score={option.health.score} />}
        </Link>
      ))}
    </div>
  );
}

function Score({ score }: { score: number | null }) {
  return score === null
    ? <span class="ml-auto whitespace-nowrap text-13 text-ink-2">no score</span>
    : <span class="ml-auto text-16 font-semibold">{score}</span>;
}
