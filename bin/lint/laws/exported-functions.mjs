import ts from "typescript";
import { symbolOf, unwrap } from "./symbols.mjs";

/**
 * Every function that a file exports, with what was exported, however it is written: a declaration, an arrow function,
 * a method of an object or class, an argument of a wrapper, or what an exported function returns.
 */
export function exportedFunctions(checker, file) {
  const module = checker.getSymbolAtLocation(file);
  if (!module) return [];
  return checker.getExportsOfModule(module).flatMap((exported) => {
    const target = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const here = (target.declarations ?? []).filter((each) => each.getSourceFile() === file);
    const seen = new Set();
    return here
      .flatMap((each) => functionsIn(checker, each, seen))
      .map((fn) => ({ fn, exported, declared: here }));
  });
}

/** The functions that the value of an expression or declaration may contain. */
function functionsIn(checker, given, seen) {
  const node = ts.isExpression(given) ? unwrap(given) : given;
  if (seen.has(node)) return [];
  seen.add(node);
  const within = (each) => (each ? functionsIn(checker, each, seen) : []);
  if (ts.isFunctionLike(node)) return node.body ? [node, ...answersOf(node).flatMap(within)] : [];
  if (ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node))
    return within(node.initializer);
  if (ts.isBindingElement(node)) return [node.initializer, takenApart(node)].flatMap(within);
  if (ts.isBinaryExpression(node)) return [node.left, node.right].flatMap(within);
  if (ts.isObjectLiteralExpression(node)) return node.properties.flatMap(within);
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(within);
  if (ts.isClassLike(node)) return node.members.flatMap(within);
  if (ts.isShorthandPropertyAssignment(node)) return declaredHere(checker, node.name).flatMap(within);
  if (ts.isIdentifier(node)) return declaredHere(checker, node).flatMap(within);
  if (ts.isSpreadElement(node) || ts.isSpreadAssignment(node)) return within(node.expression);
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(within);
  if (ts.isCallExpression(node)) return madeBy(checker, node).flatMap(within);
  return [];
}

/* What a pattern takes apart, whole: which member a name gets is not followed. */
function takenApart(element) {
  const holder = ts.walkUpBindingElementsAndPatterns(element);
  return ts.isVariableDeclaration(holder) ? holder.initializer : undefined;
}

/* A wrapper may return its argument; inside a function an argument is only used. */
function madeBy(checker, call) {
  const makers = ts.isIdentifier(call.expression) ? declaredHere(checker, call.expression) : [];
  const answers = makers
    .map((each) => (ts.isVariableDeclaration(each) && each.initializer ? unwrap(each.initializer) : each))
    .filter(ts.isFunctionLike)
    .flatMap(answersOf);
  return ts.findAncestor(call, ts.isFunctionLike) ? answers : [...answers, ...call.arguments];
}

/* Other declarations are checked in their own file. */
function declaredHere(checker, name) {
  const declarations = symbolOf(checker, name)?.declarations ?? [];
  return declarations.filter((each) => each.getSourceFile() === name.getSourceFile());
}

/** The expressions a function returns, without those of its inner functions. */
export function answersOf({ body }) {
  if (!body || !ts.isBlock(body)) return body ? [body] : [];
  const found = [];
  const visit = (node) => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return found;
}
