import "server-only";
import type { AskedAct } from "@/lib/acts";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { actingFor } from "./acting-for";
import { authorize, type AuthorizedContext } from "./authorize";

/**
 * A context in which a job acts for the person who asked for it, if they may do all of `acts` now. Answers "gone" if
 * the person is disabled, gone or without a known role, and "forbidden" if one of the rights is lost.
 * @unauthorized The job has no actor of its own: the person it works for is authorized here.
 */
export async function authorizeFor(
  ctx: Context,
  userId: number | null,
  acts: readonly [AskedAct, ...AskedAct[]],
): Promise<AuthorizedContext | "gone" | "forbidden"> {
  const acting = await actingFor(ctx, userId);
  if (acting === null) return "gone";
  try {
    const [actor] = acts.map((act) => authorize(acting, act));
    return actor ? { ...acting, actor } : "forbidden";
  } catch (error) {
    if (error instanceof AppError && error.code === "forbidden") return "forbidden";
    throw error;
  }
}
