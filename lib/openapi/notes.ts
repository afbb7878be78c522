import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { noteQuerySchema } from "@/lib/notes/query.ts";
import { newNoteSchema } from "@/lib/notes/schema.ts";
import { noteListSchema, noteSchema } from "@/lib/notes/view.ts";
import { clientPath } from "@/lib/openapi/clients.ts";
import { idempotencyKey, locationHeader, requestIdHeader } from "@/lib/openapi/headers.ts";
import { jsonAnswer, jsonBody, operation, readAnswers } from "@/lib/openapi/operation.ts";

const tag = "Notes";

const notePath = clientPath.extend({
  noteId: z.string().min(1).meta({
    description: "Our id of the note",
    example: "66f0a1b2c3d4e5f60123456a",
    param: { id: "NoteId" },
  }),
});

const note = { id: "$response.body#/clientId", noteId: "$response.body#/id" };

const list = operation({
  id: "listNotes",
  tag,
  summary: "List the notes on a client",
  path: clientPath,
  query: noteQuerySchema,
  responses: readAnswers(noteListSchema, { description: "The page, newest first" }),
  problems: [404, 410],
});

const create = operation({
  id: "createNote",
  tag,
  summary: "Write a note on a client",
  path: clientPath,
  headers: { "Idempotency-Key": idempotencyKey },
  body: jsonBody(newNoteSchema, {
    named: {
      summary: "With its author",
      value: { text: "Called Dana: the new exports team starts in May", author: "Sam Ito" },
    },
    lines: {
      summary: "Several lines",
      value: { text: "Renewal call:\n- wants a yearly plan\n- budget is set" },
    },
  }, { id: "NewNote" }),
  responses: {
    "201": jsonAnswer(noteSchema, {
      description: "The new note",
      links: {
        read: { operationId: "getNote", parameters: note },
        delete: { operationId: "deleteNote", parameters: note },
      },
    }, locationHeader),
  },
  problems: [404, 409, 410],
});

const read = operation({
  id: "getNote",
  tag,
  summary: "Read a note",
  path: notePath,
  responses: readAnswers(noteSchema, { description: "The note" }),
  problems: [404, 410],
});

const remove = operation({
  id: "deleteNote",
  tag,
  summary: "Delete a note",
  path: notePath,
  responses: { "204": { description: "It is gone", headers: requestIdHeader } },
  problems: [404, 410, 429],
});

export const notePaths: ZodOpenApiPathsObject = {
  "/clients/{id}/notes": { get: list, post: create },
  "/clients/{id}/notes/{noteId}": { get: read, delete: remove },
};
