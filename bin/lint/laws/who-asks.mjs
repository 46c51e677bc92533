import ts from "typescript";
import { fileOf, isSymbolOf } from "./symbols.mjs";

const ACTOR = { name: "Actor", file: "lib/context.ts" };
const BRAND = { name: "Asked", file: "lib/auth/authorize.ts" };
/* A person may be inside a context, a task or a tuple; no deeper level is searched. */
const DEPTH = 3;
const NOTHING = ts.TypeFlags.Null | ts.TypeFlags.Undefined;

/**
 * Whether a value of this type says who asks: "authorized" if `authorize` made the person in it, "anybody" if nothing
 * is known of what the person may do, null if it names nobody. A context is recognized by the person in it, so `Pick`,
 * a type of another name or a copy of its shape count too.
 */
export function whoAsks(checker, type, root, depth = DEPTH) {
  const known = checker.getBaseConstraintOfType(type) ?? type;
  if (hasBrand(checker, known, root)) return "authorized";
  if (isSymbolOf(known.symbol, ACTOR, root)) return "anybody";
  if (depth === 0) return null;
  const inside = partsOf(checker, known, root);
  const told = inside.map((each) => whoAsks(checker, each, root, known.isUnion() ? depth : depth - 1));
  if (told.includes("anybody")) return "anybody";
  return told.includes("authorized") ? "authorized" : null;
}

/* The brand is a class with a private member, which no object literal or spread can have. */
function hasBrand(checker, type, root) {
  const parts = type.isIntersection() ? type.types : [type];
  return parts.some((each) => isSymbolOf(each.symbol, BRAND, root));
}

function partsOf(checker, type, root) {
  if (type.isUnion()) return type.types.filter((each) => (each.flags & NOTHING) === 0);
  if (checker.isArrayType(type) || checker.isTupleType(type)) return checker.getTypeArguments(type);
  if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) return [];
  const ours = checker.getPropertiesOfType(type).filter(({ declarations = [] }) => {
    const [declared] = declarations;
    return declared !== undefined && /^(lib|worker|cli)\//.test(fileOf(root, declared));
  });
  return ours.map((property) => checker.getTypeOfSymbol(property));
}
