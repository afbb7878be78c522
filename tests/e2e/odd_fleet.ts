/** Clients as nobody expects them: endless words, other directions of writing, large sums, four currencies. */
import { putClients } from "@/lib/clients/put_clients.ts";
import { newClientSchema } from "@/lib/clients/schema.ts";
import type { Stage } from "@/tests/e2e/harness.ts";
import { waitFor } from "@/testing/wait.ts";

const WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz".repeat(4);
const ARABIC = "شركة المستقبل للحلول الرقمية المتكاملة";
const HEBREW = "קבוצת אלפא לפיתוח תוכנה (2008) בע״מ";
const CHINESE = "株式会社東京国際情報処理開発研究所";

/** So many of a word that it has that many letters. */
const letters = (count: number, word = WORD) => word.repeat(Math.ceil(count / word.length)).slice(0, count);

export const ODD = { long: letters(200), arabic: ARABIC, owner: letters(100) };

const NAMES = [
  ODD.long,
  ARABIC,
  HEBREW,
  letters(200, CHINESE),
  "Jean-Luc & Fils – Büro-Service",
  `${letters(60)} ${ARABIC}`,
];
const PLANS = [letters(60), "Enterprise", "خطة المؤسسات", CHINESE];
const OWNERS = [ODD.owner, HEBREW, "Dana Okafor", null];
const SUMS = [["EUR", 98_765_432_100], ["JPY", 123_456_789], ["KWD", 123_456_789], ["USD", 990_000]] as const;

/** Of these, so many send little and are at risk: more than a page of the radar. */
const AT_RISK = 20;
const CLIENTS = 300;

function clientOf(index: number) {
  const [currency, mrr] = SUMS[index % SUMS.length] ?? ["USD", 0];
  return newClientSchema.parse({
    name: `${NAMES[index % NAMES.length]}`,
    plan: PLANS[index % PLANS.length],
    owner: OWNERS[index % OWNERS.length],
    industry: index % 2 === 0 ? letters(100) : null,
    tags: index === 0
      ? Array.from({ length: 20 }, (_, tag) => letters(38) + tag)
      : [letters(40), ARABIC.slice(0, 12)],
    currency,
    mrr,
    startedAt: "2025-01-01T00:00:00Z",
    renewsAt: index % 3 === 0 ? "2027-03-01T00:00:00Z" : null,
  });
}

/** Adds them; resolves when those at risk have their scores. */
export async function addOddFleet(stage: Stage): Promise<void> {
  const { stores } = stage.services;
  const externalId = (index: number) => `odd-${index}`;
  await putClients(
    Array.from({ length: CLIENTS }, (_, index) => ({
      externalId: externalId(index),
      fields: clientOf(index),
      mapped: [],
      days: [],
    })),
    { store: stores.clients, clock: () => new Date() },
  );
  const ids = Array.from({ length: AT_RISK }, (_, index) => externalId(index));
  await stage.send("POST", "/telemetry", {
    events: ids.flatMap((externalId) => [
      { messageId: `${externalId}-calls`, externalId, type: "api_call", count: 900 },
      { messageId: `${externalId}-logins`, externalId, type: "login", count: 3 },
    ]),
  });
  const titles = [ODD.long, HEBREW, letters(200, CHINESE)];
  for (const [index, title] of titles.entries()) {
    await stage.send("POST", "/incidents", {
      clientExternalId: externalId(index),
      title,
      severity: "critical",
    });
    await stage.send("POST", `/clients/external:${externalId(index)}/notes`, {
      text: `${title}\n${ARABIC}`,
      author: letters(80),
    });
  }
  await waitFor("scores of the odd clients", async () => {
    const found = await stores.clients.findByExternalIds(ids);
    return found.every(({ health }) => typeof health?.score === "number");
  });
}
