import { getMe } from "@/lib/auth/get-me";
import { routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: { run: (ctx) => ({ body: { data: getMe(ctx) } }) },
});
