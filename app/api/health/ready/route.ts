import { checkReadiness } from "@/lib/lifecycle/check-readiness";
import { isEnding } from "@/lib/limits/open-requests";
import { routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    is_public: true,
    run: async (ctx) => {
      const readiness = await checkReadiness(ctx, isEnding());
      return { status: readiness.status === "ready" ? 200 : 503, body: readiness };
    },
  },
});
