import { Icon } from "@/components/ui/Icon.tsx";

interface SearchFieldProps {
  /** Heard; the placeholder is seen. */
  label: string;
  placeholder: string;
  value: string | undefined;
  name?: string;
}

/** A search that is sent with Enter or its button. */
export function SearchField({ label, placeholder, value, name = "search" }: SearchFieldProps) {
  return (
    <div class="flex h-9 w-full min-w-0 items-center coarse:h-12 rounded-control border border-line-strong bg-surface focus-within:border-accent sm:w-auto">
      <input
        type="search"
        name={name}
        value={value}
        aria-label={label}
        placeholder={placeholder}
        maxLength={200}
        autocomplete="off"
        class="h-full min-w-0 flex-1 rounded-control bg-transparent px-3 text-14 sm:w-56"
      />
      <button
        type="submit"
        class="inline-flex h-full w-9 items-center justify-center rounded-control text-ink-3 hover:text-ink coarse:w-11"
      >
        <Icon name="search" />
        <span class="sr-only">Search</span>
      </button>
    </div>
  );
}
