import "server-only";
import { AppError } from "@/lib/errors";

/** Throws 422 `count_mismatch` unless the confirmed number is the number of passes that will change. */
export function requireCount(confirmed: number, will_change: number): void {
  if (confirmed === will_change) return;
  const message = `You confirmed ${confirmed}, but ${will_change} passes will change. Nothing was started.`;
  throw new AppError("count_mismatch", message, {
    errors: [{ field: "confirm_count", code: "count_mismatch", message }],
    extra: { will_change },
  });
}
