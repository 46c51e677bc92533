import { z } from "zod";
import { routes } from "@/lib/http/route";
import { editNote } from "@/lib/notes/edit-note";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  PATCH: {
    params: z.object({ noteId: z.string() }),
    // The verb parses the body, because it distinguishes an invalid value from an unknown field.
    body: z.unknown(),
    run: async (ctx, { params: { noteId }, body }) => ({
      body: { data: await editNote(ctx, { noteId, body }) },
    }),
  },
});
