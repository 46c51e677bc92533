import type { Pass } from "@/lib/passes/pass";
import { PASS_FIELD_NAMES } from "@/lib/passes/pass-fields";

/** A pass without any recorded facts, for tests that set only what matters to them. */
export const BLANK_PASS = {
  ...Object.fromEntries(PASS_FIELD_NAMES.map((field) => [field, null])),
  id: "1",
  provider: "bytemark",
  status: "UNKNOWN",
  device_locked: false,
  rider: null,
  rider_pending: false,
  duplicate: false,
  pinned: [],
  archived: false,
  archived_on: null,
  payment: null,
} as unknown as Pass;
