import "server-only";
import type { Database } from "@/db/connection";
import {
  findPassIdsByNumber,
  findPassIdsByProviderId,
  findPassIdsByReference,
  findPassIdsBySerial,
} from "@/db/passes/pass-lookups";
import type { Clause, Conditions } from "@/db/query/conditions";
import type { PassSource } from "@/db/query/pass-source";
import { findRiderHits, type RiderSearchValues } from "@/db/search/rider-hits";
import { passConditions, passSources } from "./pass-conditions";
import type { ParseOptions, PassQuery } from "./pass-query";
import { recognise, type SearchKind } from "./pass-search";

type LookUp = (db: Database, value: string, sources: readonly PassSource[]) => Promise<Clause>;
const LOOK_UP: Record<SearchKind, LookUp> = {
  serial: async (db, value, sources) => anyOf("id", await findPassIdsBySerial(db, value, sources)),
  number: async (db, value, sources) => anyOf("id", await findPassIdsByNumber(db, Number(value), sources)),
  provider_id: async (db, value, sources) => anyOf("id", await findPassIdsByProviderId(db, value, sources)),
  reference: async (db, value, sources) => anyOf("id", await findPassIdsByReference(db, value, sources)),
  email: async (db, value) => ofRiders(db, { emails: [value] }),
  phone: async (db, value) => ofRiders(db, { phones: [value] }),
  name: async (db, value) => ofRiders(db, { name: value }),
};

/* The passes of the riders that the search box finds. */
async function ofRiders(db: Database, wanted: Partial<RiderSearchValues>): Promise<Clause> {
  const hits = await findRiderHits(db, { emails: [], phones: [], ids: [], name: null, ...wanted });
  return anyOf("user_id", [...new Set(hits.map(({ id }) => id))]);
}

/* A search that finds nothing means "no rows", never "no filter". */
function anyOf(column: "id" | "user_id", values: number[]): Clause {
  return values.length === 0 ? [[{ column: "id", op: "never" }]] : [[{ column, op: "any_of", values }]];
}

/** All conditions of a query at the given time and zone, with its typed search looked up: at most three statements. */
export async function resolveConditions(
  db: Database,
  query: PassQuery,
  at: ParseOptions,
): Promise<Conditions> {
  const conditions = passConditions(query, at);
  if (query.q === null) return conditions;
  const { kind, value } = recognise(query.q);
  return [...conditions, await LOOK_UP[kind](db, value, passSources(query))];
}
