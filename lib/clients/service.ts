import { ObjectId } from "mongodb";
import type { Clock } from "@/lib/platform/clock.ts";
import { ConflictError, NotFoundError } from "@/lib/platform/errors.ts";
import { isDuplicateKey } from "@/lib/platform/mongo.ts";
import { foldForSearch } from "@/lib/clients/folding.ts";
import type { ClientQuery } from "@/lib/clients/query.ts";
import type { Client, NewClient } from "@/lib/clients/schema.ts";
import type { ClientRef, ClientStore } from "@/lib/clients/store.ts";
import type { ChangeNotice } from "@/lib/live/notice.ts";

const EXTERNAL_PREFIX = "external:";

export class ClientService {
  constructor(
    private readonly parts: { store: ClientStore; clock: Clock; notice: ChangeNotice },
  ) {}

  /**
   * Creates a client.
   *
   * @throws {ConflictError} when the externalId is taken.
   */
  async create(input: NewClient): Promise<Client> {
    const id = new ObjectId().toHexString();
    const now = this.parts.clock();
    const externalId = input.externalId ?? id;
    const client: Client = {
      _id: id,
      ...input,
      externalId,
      foldedName: foldForSearch(input.name),
      foldedExternalId: foldForSearch(externalId),
      startedAt: input.startedAt ?? now,
      health: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    try {
      await this.parts.store.insert(client);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new ConflictError(`A client with the externalId "${externalId}" exists already`, {
        cause: error,
      });
    }
    await this.parts.notice.clientChanged(client);
    return client;
  }

  /**
   * A client by our id, or by `external:<externalId>`.
   *
   * @throws {NotFoundError}
   */
  async get(id: string): Promise<Client> {
    const client = id.startsWith(EXTERNAL_PREFIX)
      ? await this.parts.store.findByExternalId(id.slice(EXTERNAL_PREFIX.length))
      : await this.parts.store.find(id);
    if (!client) throw new NotFoundError(`No client has the id "${id}"`);
    return client;
  }

  /** One page by name. */
  list({ page, limit }: ClientQuery): Promise<{ clients: Client[]; total: number }> {
    return this.parts.store.findPage({ skip: (page - 1) * limit, limit });
  }

  /** The clients that exist among those named, for intake. */
  findRefs(ids: readonly string[], externalIds: readonly string[]): Promise<ClientRef[]> {
    return this.parts.store.findRefs(ids, externalIds);
  }
}
