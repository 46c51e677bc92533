import ts from "typescript";
import { exportedFunctions } from "./exported-functions.mjs";
import { finding, isDeclaredAs, pathFrom, symbolOf, unwrap } from "./symbols.mjs";

const JUDGED = /^lib\/(?!testing\/)/;
/* How deep in its parameters a function may hide who asks. */
const DEPTH = 3;

export function verbsOf(program, root) {
  const checker = program.getTypeChecker();
  const files = program.getSourceFiles().filter((file) => JUDGED.test(pathFrom(root, file)));
  return files.flatMap((file) =>
    exportedFunctions(checker, file)
      .map((each) => ({ ...each, file, asker: askerOf(checker, each.fn, root) }))
      .filter(({ asker }) => asker !== null),
  );
}

/** Whether anybody's word is taken for who asks: "anybody", "authorized", or null where nobody is told of. */
function askerOf(checker, fn, root) {
  const told = fn.parameters.map((each) => told_by(checker, checker.getTypeAtLocation(each), root, DEPTH));
  if (told.includes("authorized")) return "authorized";
  return told.includes("anybody") ? "anybody" : null;
}

function told_by(checker, type, root, depth) {
  const known = checker.getBaseConstraintOfType(type) ?? type;
  if (isBranded(known, root)) return "authorized";
  if (isActor(known, root)) return "anybody";
  if (depth === 0) return null;
  const inner = [];
  if (known.isUnion()) inner.push(...known.types);
  else if (checker.isArrayType(known) || checker.isTupleType(known)) inner.push(...checker.getTypeArguments(known));
  else if (known.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) {
    for (const property of checker.getPropertiesOfType(known)) {
      const [declaration] = property.declarations ?? [];
      if (!declaration || !/^(lib|worker|cli)\//.test(pathFrom(root, declaration.getSourceFile()))) continue;
      inner.push(checker.getTypeOfSymbol(property));
    }
  }
  const told = inner.map((each) => told_by(checker, each, root, known.isUnion() ? depth : depth - 1));
  return told.includes("anybody") ? "anybody" : told.includes("authorized") ? "authorized" : null;
}
function isActor(type, root) {
  return isDeclaredAs(type.symbol, "Actor", "lib/context.ts", root);
}
function isBranded(type, root) {
  return isDeclaredAs(type.aliasSymbol, "Authorized", "lib/auth/authorize.ts", root);
}

export function authorizesFirst(checker, fn, root) {
  const first = ts.isBlock(fn.body) ? fn.body.statements[0] : fn.body;
  if (!first) return false;
  let node = ts.isExpressionStatement(first) || ts.isReturnStatement(first) ? first.expression
    : ts.isVariableStatement(first) ? first.declarationList.declarations[0].initializer
    : ts.isExpression(first) ? first : null;
  if (!node) return false;
  node = unwrap(node);
  while (ts.isPropertyAccessExpression(node)) node = unwrap(node.expression);
  if (!ts.isCallExpression(node)) return false;
  const callee = unwrap(node.expression);
  return ts.isIdentifier(callee) && isDeclaredAs(symbolOf(checker, callee), "authorize", "lib/auth/authorize.ts", root);
}
