import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import { Field, FIELD_CLASS } from "@/components/ui/Field.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { Link } from "@/components/ui/Link.tsx";
import { Popover } from "@/components/ui/Popover.tsx";
import { copyText } from "@/lib/browser/clipboard.ts";
import { keepViews, readViews, type SavedView, withView } from "@/lib/browser/saved_views.ts";

interface SavedViewsProps {
  /** Which page's views. */
  page: string;
  /** The query of this very view, beginning with `?`. */
  search: string;
}

/** Names for views of a page, and the link to the one shown, which is all there is to a view. */
export default function SavedViews({ page, search }: SavedViewsProps) {
  const views = useSignal<readonly SavedView[]>([]);
  const name = useSignal("");
  const word = useSignal("");
  useEffect(() => {
    views.value = readViews(page);
  }, []);

  function keep(next: SavedView[], said: string): void {
    word.value = keepViews(page, next) ? said : "This browser keeps nothing, so the view cannot be saved";
    views.value = readViews(page);
  }

  function save(): void {
    const given = name.value.trim();
    if (given === "") return;
    keep(withView(views.value, { name: given, search }), `“${given}” saved in this browser`);
    name.value = "";
  }

  async function copyLink(): Promise<void> {
    const link = new URL(search, location.href).href;
    word.value = await copyText(link) ? "Link copied" : link;
  }

  return (
    <Popover id="saved-views" label="Views" icon="bookmark">
      <div class="flex flex-col gap-3">
        {views.value.length > 0 && (
          <ul class="flex flex-col">
            {views.value.map((view) => (
              <li key={view.name} class="flex items-center gap-1">
                <Link
                  href={view.search}
                  class="flex h-8 min-w-0 flex-1 items-center rounded-control px-2 hover:bg-canvas coarse:h-11"
                >
                  <span class="truncate" title={view.name} dir="auto">{view.name}</span>
                </Link>
                <button
                  type="button"
                  class="inline-flex h-8 w-8 items-center justify-center rounded-control text-ink-3 hover:bg-canvas hover:text-ink coarse:h-11 coarse:w-11"
                  onClick={() =>
                    keep(views.value.filter((other) => other !== view), `“${view.name}” forgotten`)}
                >
                  <Icon name="close" />
                  <span class="sr-only">Forget {view.name}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        <Field id="view-name" label="Save this view as">
          <span class="flex gap-2">
            <input
              id="view-name"
              class={FIELD_CLASS}
              maxLength={60}
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
