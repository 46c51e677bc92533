import { z } from "zod";
import { downloadExport } from "@/lib/exports/download-export";
import { routes } from "@/lib/http/route";

const params = z.object({ exportId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params,
    run: (ctx, { params: { exportId }, request }) =>
      downloadExport(ctx, {
        id: exportId,
        range: request.headers.get("range"),
        ifRange: request.headers.get("if-range"),
        isHead: request.method === "HEAD",
      }),
  },
});
