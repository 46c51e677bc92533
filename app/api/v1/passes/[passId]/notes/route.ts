import { z } from "zod";
import { routes } from "@/lib/http/route";
import { addNote } from "@/lib/notes/add-note";
import { listNotes } from "@/lib/notes/list-notes";
import { parseNoteSearch } from "@/lib/notes/parse-note";

const params = z.object({ passId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params,
    query: parseNoteSearch,
    run: async (ctx, { params: { passId }, query }) => ({
      body: { data: await listNotes(ctx, { type: "pass", id: passId }, query) },
    }),
  },
  POST: {
    params,
    // The verb parses the body, because it distinguishes an invalid value from an unknown field.
    body: z.unknown(),
    run: async (ctx, { params: { passId }, body }) => {
      const { note } = await addNote(ctx, {
        subject: { type: "pass", id: passId },
        body,
        idempotencyKey: ctx.repeat.key,
      });
      return { status: 201, body: { data: note } };
    },
  },
});
