import path from "node:path";
import ts from "typescript";

/** What a name stands for, through imports, renames and aliases; null for what the compiler does not know. */
export function symbolOf(checker, name) {
  const found = ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name);
  if (!found) return null;
  return found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
}

/** Whether a symbol is what `file` (from the root) declares under `name`. */
export function isDeclaredAs(symbol, name, file, root) {
  return (
    symbol?.name === name &&
    (symbol.declarations ?? []).some((each) => pathFrom(root, each.getSourceFile()) === file)
  );
}

export function pathFrom(root, source) {
  return path.relative(root, source.fileName).replaceAll("\\", "/");
}

/** An expression without what changes its type or order of reading only. */
export function unwrap(node) {
  while (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isAwaitExpression(node)
  )
    node = node.expression;
  return node;
}

/** One line of a report, with the place an editor can open. */
export function finding(root, node, message) {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return `${pathFrom(root, source)}:${line + 1}: ${message}`;
}
