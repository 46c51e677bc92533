import { listFareRules } from "@/lib/fares/list-fare-rules";
import { routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: { run: async (ctx) => ({ body: { data: await listFareRules(ctx) } }) },
});
