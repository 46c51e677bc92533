import { z } from "zod";
import { routes } from "@/lib/http/route";
import { changeView } from "@/lib/views/change-view";
import { viewChangeSchema } from "@/lib/views/parse-view";
import { removeView } from "@/lib/views/remove-view";

const params = z.object({ viewId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  PATCH: {
    params,
    body: viewChangeSchema,
    run: async (ctx, { params: { viewId }, body }) => ({
      body: { data: await changeView(ctx, viewId, body) },
    }),
  },
  DELETE: {
    params,
    run: async (ctx, { params: { viewId } }) => {
      await removeView(ctx, viewId);
      return { status: 204 };
    },
  },
});
