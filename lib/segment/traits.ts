/** Which traits say something of the account, and whether they can be used. */
import { faultsOf } from "@/lib/platform/faults.ts";
import { clientFields } from "@/lib/clients/schema.ts";
import type { ClientTraits } from "@/lib/parking/schema.ts";
import type { ParsedCall } from "@/lib/segment/schema.ts";

/** Traits that cannot be used are named in `notes`; the call is taken all the same. */
interface ReadTraits {
  traits: ClientTraits;
  notes: string[];
}

/**
 * A group call describes the account. An identify call describes a user: its `name` is a person's, and only its plan,
 * its industry and what it says of the `company` concern the account.
 */
export function traitsOf({ type, traits }: ParsedCall): ReadTraits {
  if (type === "group") return readTraits(byFoldedName(traits), ["name", "plan", "industry"]);
  if (type !== "identify") return { traits: {}, notes: [] };
  const user = byFoldedName(traits);
  const own = readTraits(user, ["plan", "industry"]);
  const company = readTraits(byFoldedName(user.get("company")), ["name", "plan", "industry"]);
  return { traits: { ...own.traits, ...company.traits }, notes: [...own.notes, ...company.notes] };
}

/** The id of the company in an identify call. */
export function companyIdOf({ traits }: ParsedCall): string | null {
  const id = byFoldedName(byFoldedName(traits).get("company")).get("id");
  return typeof id === "string" && id.trim() !== "" || typeof id === "number" ? String(id) : null;
}

/** Traits are case-insensitive, and `fooBar` is `foo_bar`. A map: names such as `__proto__` are data. */
function byFoldedName(traits: unknown): Map<string, unknown> {
  if (typeof traits !== "object" || traits === null || Array.isArray(traits)) return new Map();
  return new Map(
    Object.entries(traits).map(([name, value]) => [name.toLowerCase().replaceAll("_", ""), value]),
  );
}

function readTraits(given: Map<string, unknown>, names: readonly (keyof ClientTraits)[]): ReadTraits {
  const traits: ClientTraits = {};
  const notes: string[] = [];
  for (const name of names) {
    const value = given.get(name);
    if (value === undefined) continue;
    const parsed = clientFields[name].safeParse(value);
    if (parsed.success) Object.assign(traits, { [name]: parsed.data });
    else {notes.push(
        `trait ${name} is left alone: it ${faultsOf(parsed.error)[0]?.detail ?? "cannot be used"}`,
      );}
  }
  return { traits, notes };
}
