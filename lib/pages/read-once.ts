import "server-only";
import { cache } from "react";
import { getPass } from "@/lib/passes/get-pass";
import { comparePassWithProvider } from "@/lib/providers/compare-pass-with-provider";
import { getRiderIdentity } from "@/lib/riders/get-rider-identity";
import { listViews } from "@/lib/views/list-views";

/* Verbs that a page calls in several places: each asks the database once per response. */

export const readPass = cache(getPass);
export const readComparison = cache(comparePassWithProvider);
export const readIdentity = cache(getRiderIdentity);
export const readViews = cache(listViews);
