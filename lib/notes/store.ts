import type { Collection, Db } from "mongodb";
import { isDuplicateKey } from "@/lib/platform/mongo.ts";
import { ListReader } from "@/lib/lists/list_reader.ts";
import type { Note } from "@/lib/notes/schema.ts";

/** `notes`. */
export class NoteStore {
  readonly #notes: Collection<Note>;
  /** Sorted reads of many. */
  readonly list: ListReader<Note>;

  constructor(db: Db) {
    this.#notes = db.collection("notes");
    this.list = new ListReader(this.#notes);
  }

  async ensure(): Promise<void> {
    await this.#notes.createIndex({ clientId: 1, createdAt: -1, _id: -1 });
  }

  /** Returns the note as stored: the one given, or the one that was inserted under this id before. */
  async insert(note: Note): Promise<Note> {
    try {
      await this.#notes.insertOne(note);
      return note;
    } catch (error) {
      const before = isDuplicateKey(error) ? await this.find(note.clientId, note._id) : null;
      if (!before) throw error;
      return before;
    }
  }

  find(clientId: string, id: string): Promise<Note | null> {
    return this.#notes.findOne({ _id: id, clientId });
  }

  /** False when it was not there. */
  async remove(clientId: string, id: string): Promise<boolean> {
    return (await this.#notes.deleteOne({ _id: id, clientId })).deletedCount === 1;
  }

  countOfClient(clientId: string): Promise<number> {
    return this.#notes.countDocuments({ clientId });
  }

  async removeClient(clientId: string): Promise<number> {
    return (await this.#notes.deleteMany({ clientId })).deletedCount;
  }
}
