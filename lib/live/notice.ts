/**
 * Tells the rest of the system that something changed: cached reads are invalidated and viewers are told. Best effort:
 * the truth is in MongoDB, so a Redis that is away never fails a write.
 */
import type { Client } from "@/lib/clients/schema.ts";
import type { Incident } from "@/lib/incidents/schema.ts";
import type { Note } from "@/lib/notes/schema.ts";

export interface ChangeNotice {
  clientChanged(client: Client): Promise<void>;
  clientRemoved(client: Client): Promise<void>;
  /**
   * To be called when nobody can be about to tell of a deleted client any more: takes its name out of all that is kept
   * in Redis. False when Redis could not be told.
   */
  clientForgotten(clientId: string): Promise<boolean>;
  incidentChanged(incident: Incident): Promise<void>;
  incidentRemoved(incident: Incident): Promise<void>;
  noteAdded(note: Note): Promise<void>;
  noteRemoved(note: Note): Promise<void>;
  /** Scores that changed in a way a viewer can see. */
  scoresChanged(clients: readonly Client[]): Promise<void>;
}
