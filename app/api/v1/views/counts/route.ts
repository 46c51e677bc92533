import { routes } from "@/lib/http/route";
import { countViews } from "@/lib/views/count-views";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: { run: async (ctx) => ({ body: { data: await countViews(ctx) } }) },
});
