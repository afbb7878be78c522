import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import { Field, FIELD_CLASS, noted } from "@/components/ui/Field.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { Link } from "@/components/ui/Link.tsx";
import { Popover } from "@/components/ui/Popover.tsx";
import { copyText } from "@/lib/browser/clipboard.ts";
import {
  keepViews,
  readViews,
  type SavedView,
  savedWords,
  viewFault,
  withView,
} from "@/lib/browser/saved_views.ts";
import { useSteadyList } from "@/lib/browser/steady_list.ts";
import type { FormFault } from "@/lib/forms/faults.ts";

interface SavedViewsProps {
  /** Which page's views. */
  page: string;
  /** The query of this very view, beginning with `?`. */
  search: string;
}

const NAME = "view-name";

/** Names for views of a page, and the link to the one shown, which is all there is to a view. */
export function SavedViews({ page, search }: SavedViewsProps) {
  const views = useSignal<readonly SavedView[]>([]);
  const name = useSignal("");
  const fault = useSignal<FormFault | null>(null);
  const word = useSignal("");
  const { rows, left, place } = useSteadyList(views.value, (view) => view.name, "view");
  useEffect(() => {
    views.value = readViews(page);
  }, []);

  function keep(next: SavedView[], said: string): void {
    word.value = keepViews(page, next) ? said : "This browser keeps nothing, so the view cannot be saved";
    views.value = readViews(page);
  }

  function save(): void {
    const given = name.value.trim();
    fault.value = viewFault(given);
    if (fault.value) return document.getElementById(NAME)?.focus();
    keep(withView(views.value, { name: given, search }), savedWords(views.value, given));
    name.value = "";
  }

  function forget(view: SavedView): void {
    keep(views.value.filter((other) => other.name !== view.name), `“${view.name}” forgotten`);
  }

  function restore(view: SavedView): void {
    keep(withView(views.value, view), `“${view.name}” is back`);
  }

  async function copyLink(): Promise<void> {
    const link = new URL(search, location.href).href;
    word.value = await copyText(link) ? "Link copied" : link;
  }

  return (
    <Popover id="saved-views" label="Views" icon="bookmark">
      <div class="flex flex-col gap-3">
        {rows.length > 0 && (
          <ul class="flex flex-col" {...place}>
            {rows.map((view) => (
              <ViewRow
                key={view.name}
                view={view}
                gone={left.has(view.name)}
                onForget={() => forget(view)}
                onRestore={() => restore(view)}
              />
            ))}
          </ul>
        )}
        <Field id={NAME} label="Save this view as" fault={fault.value ?? undefined}>
          <span class="flex gap-2">
            <input
              id={NAME}
              class={FIELD_CLASS}
              {...noted({ id: NAME, fault: fault.value ?? undefined })}
              autocomplete="off"
              value={name.value}
              onInput={(event) => name.value = event.currentTarget.value}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                save();
              }}
            />
            <Button onClick={save}>Save</Button>
          </span>
        </Field>
        <Button onClick={() => void copyLink()}>
          <Icon name="copy" />Copy link to this view
        </Button>
        <p role="status" class="min-h-5 break-words text-12 text-ink-3">{word.value}</p>
      </div>
    </Popover>
  );
}

interface ViewRowProps {
  view: SavedView;
  /** Forgotten, and still there because somebody is in the list. */
  gone: boolean;
  onForget: () => void;
  onRestore: () => void;
}

function ViewRow({ view, gone, onForget, onRestore }: ViewRowProps) {
  const place = "flex h-8 min-w-0 flex-1 items-center rounded-control px-2 hover:bg-canvas coarse:h-11";
  return (
    <li data-view={view.name} class="flex items-center gap-1">
      {gone
        ? (
          <button type="button" class={`${place} gap-2 text-left`} onClick={onRestore}>
            <span class="font-medium">Undo</span>
            <span class="truncate text-ink-3 line-through" dir="auto">{view.name}</span>
          </button>
        )
        : (
          <Link href={view.search} class={place}>
            <span class="truncate" title={view.name} dir="auto">{view.name}</span>
          </Link>
        )}
      <button
        type="button"
        aria-disabled={gone}
        class="inline-flex h-8 w-8 items-center justify-center rounded-control text-ink-3 hover:bg-canvas hover:text-ink coarse:h-11 coarse:w-11"
        onClick={() => gone || onForget()}
      >
        <Icon name="close" />
        <span class="sr-only">Forget {view.name}</span>
      </button>
    </li>
  );
}
