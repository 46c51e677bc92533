import "server-only";
import type { Database } from "@/db/connection";
import {
  findPassIdsByNumber,
  findPassIdsByProviderId,
  findPassIdsByReference,
  findPassIdsBySerial,
  findRiderIdsByEmail,
  findRiderIdsByName,
  findRiderIdsByPhone,
} from "@/db/pass-search";
import type { Clause, Conditions } from "@/db/query/conditions";
import { passConditions } from "./pass-conditions";
import type { ParseOptions, PassQuery } from "./pass-query";
import { recognise, type SearchKind } from "./pass-search";

const LOOK_UP: Record<SearchKind, (db: Database, value: string) => Promise<Clause>> = {
  serial: async (db, value) => anyOf("id", await findPassIdsBySerial(db, value)),
  number: async (db, value) => anyOf("id", await findPassIdsByNumber(db, Number(value))),
  provider_id: async (db, value) => anyOf("id", await findPassIdsByProviderId(db, value)),
  reference: async (db, value) => anyOf("id", await findPassIdsByReference(db, value)),
  email: async (db, value) => anyOf("user_id", await findRiderIdsByEmail(db, value)),
  phone: async (db, value) => anyOf("user_id", await findRiderIdsByPhone(db, value)),
  name: async (db, value) => anyOf("user_id", await findRiderIdsByName(db, value)),
};

/* Found nothing is "no rows", never "no filter". */
function anyOf(column: "id" | "user_id", values: number[]): Clause {
  return values.length === 0 ? [[{ column: "id", op: "never" }]] : [[{ column, op: "any_of", values }]];
}

/** All conditions of a query at that time and in that zone, its typed search looked up: at most three statements. */
export async function resolveConditions(
  db: Database,
  query: PassQuery,
  at: ParseOptions,
): Promise<Conditions> {
  const conditions = passConditions(query, at);
  if (query.q === null) return conditions;
  const { kind, value } = recognise(query.q);
  return [...conditions, await LOOK_UP[kind](db, value)];
}
