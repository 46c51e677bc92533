import { z } from "zod";
import { routes } from "@/lib/http/route";
import { listRiderPasses } from "@/lib/riders/list-rider-passes";

const params = z.object({ userId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params,
    run: async (ctx, { params: { userId } }) => ({ body: { data: await listRiderPasses(ctx, userId) } }),
  },
});
