import { z } from "zod";
import { routes } from "@/lib/http/route";
import { editNote } from "@/lib/notes/edit-note";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  PATCH: {
    params: z.object({ noteId: z.string() }),
    // Parsed by the verb, which tells a value that cannot be from a field that is not.
    body: z.unknown(),
    run: async (ctx, { params: { noteId }, body }) => ({
      body: { data: await editNote(ctx, { noteId, body }) },
    }),
  },
});
