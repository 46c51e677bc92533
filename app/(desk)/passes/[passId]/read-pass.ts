import { notFound } from "next/navigation";
import { cache } from "react";
import { AppError } from "@/lib/errors";
import { currentContext } from "@/lib/http/page-context";
import { getPass } from "@/lib/passes/get-pass";
import { PASS_FIELDS, type PassField } from "@/lib/passes/pass-fields";

/** The pass of this page, read once an answer; an id of no pass leads to the page that says so. */
export const readPass = cache(async (passId: string) => {
  try {
    return await getPass(await currentContext(), passId);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

/** Every field as people call it. */
export const FIELD_LABELS = Object.fromEntries(
  Object.entries(PASS_FIELDS).map(([field, { label }]) => [field, label]),
) as Record<PassField, string>;
