import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** The reader's IANA zone; `null` on the server and until the island has come to life, which know no reader. */
export function useKnownReaderZone(): string | null {
  const zone = useSignal<string | null>(null);
  useEffect(() => {
    zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  }, []);
  return zone.value;
}

/** The same, with UTC where the reader is not known. */
export function useReaderZone(): string {
  const zone = useKnownReaderZone();
  return zone ?? "UTC";
}
