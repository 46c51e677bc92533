import { AppError, type ErrorCode } from "@/lib/errors";

/** What a page says instead of its content. */
export interface Refused {
  kind: "refused";
  code: ErrorCode;
  message: string;
}

/** What `read` answers, or why it is refused. Throws what is no refusal, such as a database that is away. */
export async function orRefused<T>(read: () => Promise<T>): Promise<T | Refused> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return { kind: "refused", code: error.code, message: error.message };
  }
}

/** What `reading` answers, or null where there is no such thing. Throws everything else. */
export async function orNone<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
