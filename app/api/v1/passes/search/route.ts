import { z } from "zod";
import { routes } from "@/lib/http/route";
import { answerList } from "@/lib/passes/list/answer-list";
import { parsePassQueryBody } from "@/lib/passes/query/pass-query-body";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: {
    body: z.record(z.string(), z.unknown()),
    run: async (ctx, { body }) => ({
      body: await answerList(ctx, parsePassQueryBody(body, { now: ctx.clock.now(), zone: ctx.zone })),
    }),
  },
});
