import path from "node:path";
import ts from "typescript";

/** The symbol of a name, followed through imports, renames and aliases; undefined if the compiler does not know it. */
export function symbolOf(checker, name) {
  const found = ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name);
  return found && found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
}

/** Where a name's symbol is declared; a destructured member is declared where the member is. */
export function declarationsOf(checker, name) {
  const declarations = symbolOf(checker, name)?.declarations ?? [];
  return declarations.flatMap((each) => {
    const taken =
      ts.isBindingElement(each) && ts.isObjectBindingPattern(each.parent)
        ? (each.propertyName ?? each.name)
        : null;
    if (taken === null || !ts.isIdentifier(taken)) return [each];
    const member = checker.getPropertyOfType(checker.getTypeAtLocation(each.parent), taken.text);
    return [each, ...(member?.declarations ?? [])];
  });
}

/** The file of a node, relative to the root. */
export function fileOf(root, node) {
  return path.relative(root, node.getSourceFile().fileName).replaceAll("\\", "/");
}

/** Whether a symbol is the one that `file` declares as `name`, under whatever name it is used. */
export function isSymbolOf(symbol, { name, file }, root) {
  return symbol?.name === name && (symbol.declarations ?? []).some((each) => fileOf(root, each) === file);
}

/** An expression without type assertions, parentheses and `await`. */
export function unwrap(node) {
  const isWrapped =
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAwaitExpression(node);
  return isWrapped ? unwrap(node.expression) : node;
}

/** A line of a report: the place in a form that editors open, and the problem. */
export function finding(root, node, message) {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return `${fileOf(root, node)}:${line + 1}: ${message}`;
}
