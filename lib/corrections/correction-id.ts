import "server-only";
import { AppError } from "@/lib/errors";

export function isEntryId(text: string): boolean {
  return /^[1-9]\d{0,17}$/.test(text);
}

export function correctionNotFound(): AppError {
  return new AppError("not_found", "No correction has this id.");
}
