import { AppError, type ErrorCode } from "@/lib/errors";

/** What a page shows instead of its content when it is refused. */
export interface Refused {
  kind: "refused";
  code: ErrorCode;
  message: string;
}

/** What `read` answers, or why it is refused. Throws any other error, such as an unreachable database. */
export async function orRefused<T>(read: () => Promise<T>): Promise<T | Refused> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return { kind: "refused", code: error.code, message: error.message };
  }
}

/** What `reading` answers, or null if it throws 404. Throws everything else. */
export async function orNone<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
