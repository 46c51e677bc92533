import { z } from "zod";
import { restorePass } from "@/lib/archive/restore-pass";
import { routes } from "@/lib/http/route";

const params = z.object({ passId: z.string() });
const body = z.strictObject({ reason: z.string().trim().min(3).max(500).optional() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: {
    params,
    body,
    // Longer than the two seconds for which `restorePass` waits for the worker.
    deadline_ms: 6000,
    run: async (ctx, { params: { passId }, body: { reason } }) => {
      const restored = await restorePass(ctx, passId, reason ?? null);
      return "run" in restored
        ? { status: 202, body: { data: restored.run } }
        : { body: { data: restored.pass }, headers: { ETag: restored.etag } };
    },
  },
});
