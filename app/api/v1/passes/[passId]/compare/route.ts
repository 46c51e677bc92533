import { z } from "zod";
import { routes } from "@/lib/http/route";
import { comparePassWithProvider } from "@/lib/providers/compare-pass-with-provider";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params: z.object({ passId: z.string() }),
    run: async (ctx, { params }) => ({ body: { data: await comparePassWithProvider(ctx, params.passId) } }),
  },
});
