import { routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: { is_public: true, run: () => ({ body: { status: "ok" } }) },
});
