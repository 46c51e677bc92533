import "server-only";
import { notFound } from "next/navigation";
import { AppError } from "@/lib/errors";
import { pageVisit } from "./page-visit";

/**
 * For `.catch` of the loading of a page's subject: a 404 leads to the not-found page; with every other error the page
 * fails, and it is thrown on.
 */
export function leadToNotFound(error: unknown): never {
  if (error instanceof AppError && error.code === "not_found") notFound();
  pageVisit()?.fail(error);
  throw error;
}
