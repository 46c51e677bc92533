import { z } from "zod";
import { routes } from "@/lib/http/route";
import { addNote } from "@/lib/notes/add-note";
import { listNotes } from "@/lib/notes/list-notes";
import { parseNoteSearch } from "@/lib/notes/parse-note";

const params = z.object({ userId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params,
    query: parseNoteSearch,
    run: async (ctx, { params: { userId }, query }) => ({
      body: { data: await listNotes(ctx, { type: "rider", id: userId }, query) },
    }),
  },
  POST: {
    params,
    // The verb parses the body, because it distinguishes an invalid value from an unknown field.
    body: z.unknown(),
    run: async (ctx, { params: { userId }, body }) => {
      const { note } = await addNote(ctx, {
        subject: { type: "rider", id: userId },
        body,
        idempotencyKey: ctx.repeat.key,
      });
      return { status: 201, body: { data: note } };
    },
  },
});
