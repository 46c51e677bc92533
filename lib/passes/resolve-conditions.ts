import "server-only";
import {
  findPassIdsByNumber,
  findPassIdsByProviderId,
  findPassIdsBySerial,
  findRiderIdsByEmail,
  findRiderIdsByName,
  findRiderIdsByPhone,
} from "@/db/pass-search";
import type { Clause, Conditions } from "@/db/query/conditions";
import type { Context } from "../context";
import { passConditions } from "./pass-conditions";
import type { PassQuery } from "./pass-query";
import { recognise, type SearchKind } from "./pass-search";

const LOOK_UP: Record<SearchKind, (ctx: Context, value: string) => Promise<Clause>> = {
  serial: async (ctx, value) => anyOf("id", await findPassIdsBySerial(ctx.db, value)),
  number: async (ctx, value) => anyOf("id", await findPassIdsByNumber(ctx.db, Number(value))),
  provider_id: async (ctx, value) => anyOf("id", await findPassIdsByProviderId(ctx.db, value)),
  email: async (ctx, value) => anyOf("user_id", await findRiderIdsByEmail(ctx.db, value)),
  phone: async (ctx, value) => anyOf("user_id", await findRiderIdsByPhone(ctx.db, value)),
  name: async (ctx, value) => anyOf("user_id", await findRiderIdsByName(ctx.db, value)),
};

/* Found nothing is "no rows", never "no filter". */
function anyOf(column: "id" | "user_id", values: number[]): Clause {
  return values.length === 0 ? [[{ column: "id", op: "never" }]] : [[{ column, op: "any_of", values }]];
}

/** All conditions of a query at `now`, its typed search looked up. Called by verbs, which authorize. */
export async function resolveConditions(ctx: Context, query: PassQuery, now: Date): Promise<Conditions> {
  const conditions = passConditions(query, { now, zone: ctx.zone });
  if (query.q === null) return conditions;
  const { kind, value } = recognise(query.q);
  return [...conditions, await LOOK_UP[kind](ctx, value)];
}
