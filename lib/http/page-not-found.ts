import "server-only";
import { notFound } from "next/navigation";
import { AppError } from "@/lib/errors";

/**
 * For `.catch` of the loading of a page's subject: a 404 leads to the not-found page; every other error is thrown on.
 */
export function leadToNotFound(error: unknown): never {
  if (error instanceof AppError && error.code === "not_found") notFound();
  throw error;
}
