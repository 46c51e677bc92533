import { z } from "zod";
import { routes } from "@/lib/http/route";
import { getPassTimeline } from "@/lib/timeline/get-pass-timeline";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params: z.object({ passId: z.string() }),
    run: async (ctx, { params }) => {
      const { entries, older } = await getPassTimeline(ctx, params.passId);
      return { body: { data: entries, older } };
    },
  },
});
