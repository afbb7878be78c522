import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** The reader's IANA zone; UTC on the server and until the island has come to life, which knows no reader. */
export function useReaderZone(): string {
  const zone = useSignal("UTC");
  useEffect(() => {
    zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  }, []);
  return zone.value;
}
