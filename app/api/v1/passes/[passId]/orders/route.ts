import { z } from "zod";
import { routes } from "@/lib/http/route";
import { getPassOrder } from "@/lib/passes/get-pass-order";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params: z.object({ passId: z.string() }),
    run: async (ctx, { params }) => ({ body: { data: await getPassOrder(ctx, params.passId) } }),
  },
});
