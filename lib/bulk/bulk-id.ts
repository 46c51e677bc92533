import "server-only";
import { AppError } from "@/lib/errors";

export function isBulkId(text: string): boolean {
  return /^[1-9]\d{0,17}$/.test(text);
}

export function bulkNotFound(): AppError {
  return new AppError("not_found", "No bulk correction has this id. Plans that nobody runs are deleted.");
}
