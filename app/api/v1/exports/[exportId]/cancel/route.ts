import { z } from "zod";
import { cancelExport } from "@/lib/exports/cancel-export";
import { routes } from "@/lib/http/route";

const params = z.object({ exportId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: {
    params,
    run: async (ctx, { params: { exportId } }) => ({ body: { data: await cancelExport(ctx, exportId) } }),
  },
});
