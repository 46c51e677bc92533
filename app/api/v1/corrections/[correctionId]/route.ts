import { z } from "zod";
import { routes } from "@/lib/http/route";
import { getCorrection } from "@/lib/corrections/get-correction";

const params = z.object({ correctionId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params,
    run: async (ctx, { params: { correctionId } }) => ({
      body: { data: await getCorrection(ctx, correctionId) },
    }),
  },
});
