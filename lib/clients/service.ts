import type { Filter } from "mongodb";
import { formatInstant } from "@/lib/format/time.ts";
import type { Clock } from "@/lib/platform/clock.ts";
import { ConflictError, DeletedError, NotFoundError } from "@/lib/platform/errors.ts";
import { newId } from "@/lib/platform/ids.ts";
import { isDuplicateKey } from "@/lib/platform/mongo.ts";
import { checkVersion, type ExpectedVersions } from "@/lib/platform/version.ts";
import { changesBetween, type ClientFields, patched, replaced, withEnding } from "@/lib/clients/changing.ts";
import { searchFields } from "@/lib/clients/folding.ts";
import { type ClientExportQuery, clientFilter, type ClientQuery, clientSort } from "@/lib/clients/query.ts";
import { renewalFilter } from "@/lib/clients/renewals.ts";
import type { DeletedClientStore } from "@/lib/clients/deleted_store.ts";
import type { TakeRemains } from "@/lib/clients/removal_service.ts";
import type { Rezoning } from "@/lib/clients/rezoning.ts";
import type { Client, ClientPatch, NewClient } from "@/lib/clients/schema.ts";
import type { ClientChoices, ClientRef, ClientSettings, ClientStore } from "@/lib/clients/store.ts";
import type { Jobs } from "@/lib/jobs.ts";
import { type ListPage, readListPage } from "@/lib/lists/list_page.ts";
import type { WalkStore } from "@/lib/lists/walk_store.ts";
import type { ChangeNotice } from "@/lib/live/notice.ts";

const EXTERNAL_PREFIX = "external:";
/** A write meets another one in between at most this often before it gives up. */
const CHANGE_TRIES = 5;
/** What no list or export shows, and what makes most of a document. */
const WITHOUT_EXPLANATION = {
  "health.components": 0,
  "health.remedies": 0,
  "health.recentScores": 0,
  searchWords: 0,
};

export interface ClientList extends ListPage<Client> {
  /** All that match, whatever the page. */
  total: number;
  mrr: { amount: number; currency: string }[];
}

export class ClientService {
  constructor(
    private readonly parts: {
      store: ClientStore;
      deletedClients: DeletedClientStore;
      walks: WalkStore;
      rezoning: Rezoning;
      jobs: Jobs;
      clock: Clock;
      notice: ChangeNotice;
      takeRemains: TakeRemains;
      /** Told of a client with an externalId that was not there before; returns whether that changed the client. */
      appeared: (client: ClientRef) => Promise<boolean>;
    },
  ) {}

  /**
   * Creates a client.
   *
   * @param id one that was created under it before is returned as it is now
   * @throws {ConflictError} when the externalId is taken @throws {InvalidError} for dates that contradict the status
   */
  async create(input: NewClient, id: string = newId()): Promise<Client> {
    const now = this.parts.clock();
    const externalId = input.externalId ?? id;
    const wanted: Client = {
      _id: id,
      ...withEnding({ ...input, startedAt: input.startedAt ?? now }, {
        now,
        endedOnGiven: input.endedOn !== null,
      }),
      externalId,
      ...searchFields({ name: input.name, externalId }),
      health: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    const client = await this.#refusingTaken(externalId, () => this.parts.store.insert(wanted));
    await this.parts.jobs.requestScores([id]);
    await this.parts.notice.clientChanged(client);
    return await this.parts.appeared(client) ? await this.get(id) : client;
  }

  /**
   * A client by our id, or by `external:<externalId>`.
   *
   * @throws {NotFoundError} @throws {DeletedError} for our id of one that was deleted
   */
  async get(id: string): Promise<Client> {
    const client = id.startsWith(EXTERNAL_PREFIX)
      ? await this.parts.store.findByExternalId(id.slice(EXTERNAL_PREFIX.length).normalize())
      : await this.parts.store.find(id);
    if (!client) throw await this.#missing(id);
    return client;
  }

  /** @throws {MalformedError} for a cursor that is of no use here */
  async list(query: ClientQuery): Promise<ClientList> {
    const { page, limit, cursor, ...which } = query;
    const filter = await this.#filterOf(which);
    const request = {
      filter,
      sort: clientSort(query),
      query: { ...which, page, limit, cursor },
      now: this.parts.clock(),
    };
    const [found, totals] = await Promise.all([
      readListPage(this.parts.store.list, this.parts.walks, request),
      this.parts.store.totals(filter),
    ]);
    return { ...found, ...totals };
  }

  /** Every client that matches, without its explanation, read as it is taken. */
  async *stream(query: ClientExportQuery): AsyncGenerator<Client> {
    yield* this.parts.store.list.stream(await this.#filterOf(query), clientSort(query), WITHOUT_EXPLANATION);
  }

  async #filterOf(query: ClientExportQuery): Promise<Filter<Client>> {
    const { renewal } = query;
    if (!renewal) return clientFilter(query);
    return clientFilter(
      query,
      renewalFilter(renewal, await this.parts.store.timezones(), this.parts.clock()),
    );
  }

  /**
   * Replaces everything a user sets.
   *
   * @throws {NotFoundError} @throws {PreconditionError} @throws {ConflictError} when the externalId is taken
   * @throws {InvalidError} for dates that contradict the status
   */
  replace(id: string, input: NewClient, expected: ExpectedVersions = null): Promise<Client> {
    return this.#change(id, expected, input.endedOn !== null, (client) => replaced(client, input));
  }

  /** Changes what the patch names; throws as `replace` does. */
  change(id: string, patch: ClientPatch, expected: ExpectedVersions = null): Promise<Client> {
    const endedOnGiven = patch.endedOn !== undefined && patch.endedOn !== null;
    return this.#change(id, expected, endedOnGiven, (client) => patched(client, patch));
  }

  /** The clients that exist among those named, for intake. */
  findRefs(ids: readonly string[], externalIds: readonly string[]): Promise<ClientRef[]> {
    return this.parts.store.findRefs(ids, externalIds);
  }

  /** What decides how days and amounts about clients are read, by externalId, for imports. */
  async settings(externalIds: readonly string[]): Promise<Map<string, ClientSettings>> {
    const found = await this.parts.store.findSettings(externalIds);
    return new Map(found.map((client) => [client.externalId, client]));
  }

  /** The names of those clients that exist, by id. */
  async names(ids: readonly string[]): Promise<Map<string, string>> {
    const found = await this.parts.store.findNames([...new Set(ids)]);
    return new Map(found.map(({ _id, name }) => [_id, name]));
  }

  /** Ids of the clients that a search for a text finds. */
  idsFound(text: string): Promise<string[]> {
    const query = { sort: "name", search: text } as const;
    return this.parts.store.list.ids(clientFilter(query), clientSort(query));
  }

  /** Every plan, industry, owner, tag and currency there is, for choosing among them. */
  choices(): Promise<ClientChoices> {
    return this.parts.store.choices();
  }

  /**
   * To be called when something was written for a client that was found before.
   *
   * @throws {NotFoundError} when it was deleted meanwhile; what was written is taken away again
   */
  async confirm(clientId: string): Promise<void> {
    if ((await this.settle([clientId])).has(clientId)) throw await this.#missing(clientId);
  }

  /** As `confirm`, for many; returns those that were deleted meanwhile. */
  settle(clientIds: readonly string[]): Promise<ReadonlySet<string>> {
    return this.parts.takeRemains(clientIds);
  }

  async #change(
    id: string,
    expected: ExpectedVersions,
    endedOnGiven: boolean,
    next: (client: Client) => ClientFields,
  ): Promise<Client> {
    for (let attempt = 0; attempt < CHANGE_TRIES; attempt++) {
      const client = await this.get(id);
      checkVersion("client", client.version, expected);
      const now = this.parts.clock();
      const changes = changesBetween(client, withEnding(next(client), { now, endedOnGiven }));
      if (Object.keys(changes).length === 0) return client;
      changes.updatedAt = now;
      if (changes.timezone !== undefined) changes.rezonedAt = now;
      const externalId = changes.externalId ?? client.externalId;
      const stored = await this.#refusingTaken(
        externalId,
        () => this.parts.store.update(client._id, client.version, changes),
      );
      if (!stored) continue;
      const changed = { ...client, ...changes, version: client.version + 1 };
      await this.#follow(changed, changes);
      const appeared = changes.externalId !== undefined && await this.parts.appeared(changed);
      return appeared ? await this.get(changed._id) : changed;
    }
    throw new ConflictError(`Client "${id}" is being changed by others; try again`);
  }

  async #follow(client: Client, changes: Partial<Client>): Promise<void> {
    const { timezone, status, startedAt } = changes;
    if (timezone !== undefined) await this.parts.rezoning.begin(client);
    if ([timezone, status, startedAt].some((value) => value !== undefined)) {
      await this.parts.jobs.requestScores([client._id]);
    }
    await this.parts.notice.clientChanged(client);
  }

  async #missing(id: string): Promise<NotFoundError> {
    const deleted = await this.parts.deletedClients.find(id);
    return deleted
      ? new DeletedError(
        `This client was deleted on ${formatInstant(deleted.deletedAt.toISOString(), "UTC")} UTC`,
      )
      : new NotFoundError(`No client has the id "${id}"`);
  }

  async #refusingTaken<Result>(externalId: string, write: () => Promise<Result>): Promise<Result> {
    try {
      return await write();
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new ConflictError(`A client with the externalId "${externalId}" exists already`, {
        cause: error,
        faults: [{ pointer: "/externalId", detail: "is taken" }],
      });
    }
  }
}
