import { z } from "zod";
import { PAYLOAD_CHECKS } from "@/app/api/v1/schedules/payload-checks";
import { routes } from "@/lib/http/route";
import { checkChangedPayload } from "@/lib/jobs/schedules/check-changed-payload";
import { changeSchedule } from "@/lib/jobs/schedules/change-schedule";
import { scheduleChangeSchema } from "@/lib/jobs/schedules/parse-schedule";
import { removeSchedule } from "@/lib/jobs/schedules/remove-schedule";

const params = z.object({ scheduleId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  PATCH: {
    params,
    body: scheduleChangeSchema,
    run: async (ctx, { params: { scheduleId }, body }) => {
      const checked = await checkChangedPayload(ctx, PAYLOAD_CHECKS, { id: scheduleId, sent: body });
      return { body: { data: await changeSchedule(ctx, scheduleId, checked) } };
    },
  },
  DELETE: {
    params,
    run: async (ctx, { params: { scheduleId } }) => {
      await removeSchedule(ctx, scheduleId);
      return { status: 204 };
    },
  },
});
