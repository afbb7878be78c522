import type { Clock } from "@/lib/platform/clock.ts";
import { NotFoundError } from "@/lib/platform/errors.ts";
import { newId } from "@/lib/platform/ids.ts";
import type { ClientService } from "@/lib/clients/service.ts";
import { type ListPage, readListPage } from "@/lib/lists/list_page.ts";
import type { WalkStore } from "@/lib/lists/walk_store.ts";
import type { ChangeNotice } from "@/lib/live/notice.ts";
import { NEWEST_FIRST, type NoteQuery } from "@/lib/notes/query.ts";
import type { NewNote, Note } from "@/lib/notes/schema.ts";
import type { NoteStore } from "@/lib/notes/store.ts";

/** Each client is named by our id or `external:<externalId>`; one that is unknown is a NotFoundError. */
export class NoteService {
  constructor(
    private readonly parts: {
      store: NoteStore;
      clients: ClientService;
      walks: WalkStore;
      notice: ChangeNotice;
      clock: Clock;
    },
  ) {}

  /** @param id one that was written under it before is returned */
  async create(client: string, { text, author }: NewNote, id: string = newId()): Promise<Note> {
    const { _id: clientId } = await this.parts.clients.get(client);
    const wanted = { _id: id, clientId, text, author, createdAt: this.parts.clock() };
    const note = await this.parts.store.insert(wanted);
    await this.parts.clients.confirm(clientId);
    await this.parts.notice.noteAdded(note);
    return note;
  }

  /** @throws {NotFoundError} when this client has no such note */
  async get(client: string, id: string): Promise<Note> {
    const { _id: clientId } = await this.parts.clients.get(client);
    const note = await this.parts.store.find(clientId, id);
    if (!note) throw missing(id);
    return note;
  }

  /** Newest first. @throws {MalformedError} for a cursor that is of no use here */
  async list(client: string, query: NoteQuery): Promise<ListPage<Note> & { total: number }> {
    const { _id: clientId } = await this.parts.clients.get(client);
    const { store, walks, clock } = this.parts;
    const request = { filter: { clientId }, sort: NEWEST_FIRST, query: { ...query, clientId }, now: clock() };
    const [page, total] = await Promise.all([
      readListPage(store.list, walks, request),
      store.countOfClient(clientId),
    ]);
    return { ...page, total };
  }

  /** @throws {NotFoundError} when this client has no such note */
  async remove(client: string, id: string): Promise<void> {
    const note = await this.get(client, id);
    if (!await this.parts.store.remove(note.clientId, id)) throw missing(id);
    await this.parts.notice.noteRemoved(note);
  }
}

function missing(id: string): NotFoundError {
  return new NotFoundError(`This client has no note with the id "${id}"`);
}
