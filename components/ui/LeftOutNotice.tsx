import { Banner } from "@/components/ui/Banner.tsx";

/** Says which filters of an address are not as they should be; the list is shown without them. */
export function LeftOutNotice({ faults }: { faults: readonly string[] }) {
  return faults.length === 0 ? null : <Banner>Left out of the filters: {faults.join("; ")}.</Banner>;
}
