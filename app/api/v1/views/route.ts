import { routes } from "@/lib/http/route";
import { listViews } from "@/lib/views/list-views";
import { newViewSchema } from "@/lib/views/parse-view";
import { saveView } from "@/lib/views/save-view";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: { run: async (ctx) => ({ body: { data: await listViews(ctx) } }) },
  POST: {
    body: newViewSchema,
    run: async (ctx, { body }) => ({ status: 201, body: { data: await saveView(ctx, body) } }),
  },
});
