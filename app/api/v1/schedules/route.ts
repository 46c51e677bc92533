import { PAYLOAD_CHECKS } from "./payload-checks";
import { routes } from "@/lib/http/route";
import { createSchedule } from "@/lib/jobs/schedules/create-schedule";
import { listSchedules } from "@/lib/jobs/schedules/list-schedules";
import { newScheduleSchema } from "@/lib/jobs/schedules/parse-schedule";
import { SCHEDULES_QUERY } from "@/lib/jobs/schedules/schedules-query";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    query: SCHEDULES_QUERY.parse,
    run: async (ctx, { query }) => ({ body: { data: await listSchedules(ctx, query) } }),
  },
  POST: {
    body: newScheduleSchema,
    run: async (ctx, { body }) => {
      const payload = await PAYLOAD_CHECKS[body.kind](ctx, body.payload);
      return { status: 201, body: { data: await createSchedule(ctx, { ...body, payload }) } };
    },
  },
});
