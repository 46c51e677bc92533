import { z } from "zod";
import { resumeExport } from "@/lib/exports/resume-export";
import { routes } from "@/lib/http/route";

const params = z.object({ exportId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: {
    params,
    run: async (ctx, { params: { exportId } }) => ({ body: { data: await resumeExport(ctx, exportId) } }),
  },
});
