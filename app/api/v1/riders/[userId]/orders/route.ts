import { z } from "zod";
import { routes } from "@/lib/http/route";
import { listRiderOrders } from "@/lib/riders/orders/list-rider-orders";

const params = z.object({ userId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params,
    run: async (ctx, { params: { userId } }) => ({ body: { data: await listRiderOrders(ctx, userId) } }),
  },
});
