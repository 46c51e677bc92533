import { cache } from "react";
import { currentContext } from "@/lib/http/page-context";
import { comparePassWithProvider } from "@/lib/providers/compare-pass";

/** The pass of this page beside its provider's answer, read once an answer. */
export const readComparison = cache(async (passId: string) =>
  comparePassWithProvider(await currentContext(), passId),
);
