import "server-only";
import { notFound } from "next/navigation";
import { AppError } from "@/lib/errors";

/** For `.catch` of what a page is about: leads to the page that says there is no such thing, and throws everything else. */
export function leadToNotFound(error: unknown): never {
  if (error instanceof AppError && error.code === "not_found") notFound();
  throw error;
}
