import { useEffect } from "preact/hooks";
import { signal } from "@preact/signals";
import { Icon, type IconName } from "@/components/ui/Icon.tsx";

type Theme = "system" | "light" | "dark";

const CHOICES: readonly { theme: Theme; label: string; icon: IconName }[] = [
  { theme: "system", label: "System theme", icon: "screen" },
  { theme: "light", label: "Light theme", icon: "sun" },
  { theme: "dark", label: "Dark theme", icon: "moon" },
];

/** Shared by the switch in the top bar and the one in the drawer. Written in the browser only. */
const chosen = signal<Theme>("system");

function choose(theme: Theme): void {
  chosen.value = theme;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    // Storage is blocked: the choice holds for this page.
  }
}

/** System, light or dark. static/theme.js applies the stored choice before the page is painted. */
export function ThemeSwitch() {
  useEffect(() => {
    const { theme } = document.documentElement.dataset;
    if (theme === "light" || theme === "dark") chosen.value = theme;
  }, []);
  return (
    <div role="group" aria-label="Theme" class="inline-flex rounded-control border bg-surface">
      {CHOICES.map(({ theme, label, icon }) => (
        <button
          key={theme}
          type="button"
          aria-label={label}
          title={label}
          aria-pressed={chosen.value === theme}
          onClick={() => choose(theme)}
          class={`inline-flex h-8 w-8 items-center justify-center rounded-control transition-colors coarse:h-11 coarse:w-11 ${
            chosen.value === theme ? "bg-accent-tint text-ink" : "text-ink-3 hover:text-ink"
          }`}
        >
          <Icon name={icon} />
        </button>
      ))}
    </div>
  );
}
