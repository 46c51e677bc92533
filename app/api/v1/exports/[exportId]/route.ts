import { z } from "zod";
import { getExport } from "@/lib/exports/get-export";
import { removeExport } from "@/lib/exports/remove-export";
import { routes } from "@/lib/http/route";

const params = z.object({ exportId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params,
    run: async (ctx, { params: { exportId } }) => ({ body: { data: await getExport(ctx, exportId) } }),
  },
  DELETE: {
    params,
    run: async (ctx, { params: { exportId } }) => {
      await removeExport(ctx, exportId);
      return { status: 204 };
    },
  },
});
