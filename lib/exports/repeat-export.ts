import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { BackgroundExport } from "./export";
import { fieldsOf } from "./export-of-row";
import { requireExport } from "./find-export";
import { newExportSchema } from "./parse-export";
import { requestExport } from "./request-export";

/**
 * Requests the same export again, as one of the actor's own; times like `now-7d` count from now. Throws what
 * `requestExport` throws, 404, and 422 if its columns or filters no longer exist.
 */
export async function repeatExport(
  ctx: Context,
  { id, idempotencyKey = null }: { id: string; idempotencyKey?: string | null },
): Promise<{ data: BackgroundExport; replayed: boolean }> {
  authorize(ctx, "export.request");
  const { name, format, search, columns_list, time_zone } = await requireExport(ctx.db, id);
  const columns = fieldsOf(columns_list);
  const body = newExportSchema.safeParse({ name, format, search, columns, time_zone });
  if (!body.success || columns.join(",") !== columns_list) {
    throw new AppError(
      "invalid_change",
      "This export asks for something that is no longer known. Start a new one.",
    );
  }
  return requestExport(ctx, { body: body.data, idempotencyKey });
}
