/**
 * Sows the demonstration: 15 clients with their history. Every id is made from the seed, and all times are told from
 * the instant of the first run, so a later run finds everything there and changes nothing.
 *
 * A client's document is written last: until then nobody sees it, and a run that finds the document knows that all
 * that belongs to it is there. What a killed run left is completed, not repeated.
 */
import type { Clock } from "@/lib/platform/clock.ts";
import { formatQuantity } from "@/lib/format/number.ts";
import { ConflictError } from "@/lib/platform/errors.ts";
import type { Client } from "@/lib/clients/schema.ts";
import type { ClientStore } from "@/lib/clients/store.ts";
import type { HealthService } from "@/lib/health/service.ts";
import type { IncidentStore } from "@/lib/incidents/store.ts";
import type { ChangeNotice } from "@/lib/live/notice.ts";
import { eventsOf } from "@/lib/seed/activity.ts";
import { clientIdOf, clientOf, incidentsOf, type SeedMoment } from "@/lib/seed/documents.ts";
import type { SeedHistory } from "@/lib/seed/history.ts";
import type { SeedProfile } from "@/lib/seed/profile.ts";
import { SEED_PROFILES } from "@/lib/seed/profiles.ts";
import type { SeedStore } from "@/lib/seed/store.ts";
import type { EventStore } from "@/lib/telemetry/event_store.ts";
import type { RollUpService } from "@/lib/telemetry/roll_up_service.ts";

/** What one run wrote; all zero when everything was there. */
export interface SeedCounts {
  clients: number;
  events: number;
  incidents: number;
  /** Points of score history. */
  points: number;
}

export interface SeedReport extends SeedCounts {
  seed: number;
  /** When this seed was first sown. */
  anchor: Date;
}

interface Sown {
  profile: SeedProfile;
  client: Client;
}

export class SeedService {
  constructor(
    private readonly parts: {
      seeds: SeedStore;
      clients: ClientStore;
      events: EventStore;
      incidents: IncidentStore;
      rollUp: RollUpService;
      history: SeedHistory;
      health: HealthService;
      notice: ChangeNotice;
      clock: Clock;
    },
  ) {}

  /**
   * Writes what is missing of the seed.
   *
   * @param report told in words what comes next
   * @throws {ConflictError} when a client with one of the externalIds is there that this seed did not make
   */
  async sow(seed: number, report: (step: string) => void = () => {}): Promise<SeedReport> {
    await this.#refuseStrangers(seed);
    const moment = { seed, anchor: await this.parts.seeds.anchor(seed, this.parts.clock()) };
    const all = SEED_PROFILES.map((profile) => ({ profile, client: clientOf(profile, moment) }));
    const known = await this.parts.clients.findMany(all.map(({ client }) => client._id));
    const complete = new Set(known.map(({ _id }) => _id));
    const missing = all.filter(({ client }) => !complete.has(client._id));
    const counts = await this.#sowMissing(missing, moment, report);
    const unscored = [
      ...known.filter(({ health }) => health === null),
      ...missing.map(({ client }) => client),
    ];
    if (unscored.length > 0) {
      report(`Scoring ${formatQuantity(unscored.length, "client")}`);
      await this.parts.health.scoreClients(unscored.map(({ _id }) => _id));
    }
    return { ...moment, ...counts };
  }

  async #sowMissing(
    missing: readonly Sown[],
    moment: SeedMoment,
    report: (step: string) => void,
  ): Promise<SeedCounts> {
    if (missing.length === 0) return { clients: 0, events: 0, incidents: 0, points: 0 };
    report(`Storing telemetry of ${formatQuantity(missing.length, "client")} and rolling up its days`);
    let events = 0;
    for (const sown of missing) events += await this.#sowEvents(sown, moment);
    report("Storing incidents");
    const incidents = await this.parts.incidents.upsertMany(
      missing.flatMap(({ profile }) => incidentsOf(profile, moment)),
    );
    report("Working out the scores of the past days");
    const clients = missing.map(({ client }) => client);
    const points = await this.parts.history.write(clients, moment.anchor);
    for (const client of clients) {
      await this.parts.clients.insert(client);
      await this.parts.notice.clientChanged(client);
    }
    return { clients: clients.length, events, incidents, points };
  }

  /**
   * Stores the events of a client that are not there yet, and rolls up their days; returns how many were missing.
   * Without the journal and the marks of the intake: nobody else knows the client yet, and a killed run is completed
   * by the next one.
   */
  async #sowEvents({ profile, client }: Sown, { seed, anchor }: SeedMoment): Promise<number> {
    const events = eventsOf(profile, { clientId: client._id, seed, anchor });
    if (events.length === 0) return 0;
    const stored = new Set<string>();
    const interval = { from: new Date(0), to: new Date(anchor.getTime() + 1) };
    for await (const event of this.parts.events.events(client._id, interval)) stored.add(event.messageId);
    const absent = events.filter((event) => !stored.has(event.messageId));
    if (absent.length > 0) await this.parts.events.append(absent);
    await this.parts.events.claim(events);
    await this.parts.rollUp.rollUpAll(client);
    return absent.length;
  }

  async #refuseStrangers(seed: number): Promise<void> {
    const ours = new Set(SEED_PROFILES.map((profile) => clientIdOf(profile, seed)));
    const found = await this.parts.clients.findRefs([], SEED_PROFILES.map(({ externalId }) => externalId));
    const stranger = found.find(({ _id }) => !ours.has(_id));
    if (stranger) {
      throw new ConflictError(
        `Cannot sow seed ${seed}: a client with the externalId "${stranger.externalId}" is there already, and seed ` +
          `${seed} did not make it; use a database of its own for each seed`,
      );
    }
  }
}
