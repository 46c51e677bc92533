import ts from "typescript";
import { declarationsOf, fileOf } from "./symbols.mjs";

const OURS = /^(lib|db|worker|cli)\//;

/**
 * The code that a piece of code may run, followed through every name that stands for something of ours: a function that
 * is called or passed on, a constant that is read. A call through an interface leads to every implementation of it;
 * `isCertain` leaves those out, since another one may be called.
 */
export function callGraph(program, root) {
  const checker = program.getTypeChecker();
  const written = implementations(program, root);
  const uses = new Map();
  const usesOf = (node) => {
    if (!uses.has(node))
      uses.set(
        node,
        namesIn(node).flatMap((name) => leadsTo(name)),
      );
    return uses.get(node);
  };

  function leadsTo(name) {
    const declarations = declarationsOf(checker, name).filter((each) => OURS.test(fileOf(root, each)));
    return declarations.flatMap((each) => {
      const body = bodyOf(each);
      if (body) return [{ to: each, body, isCertain: true }];
      return (written.get(each) ?? []).map((to) => ({ to, body: bodyOf(to), isCertain: false }));
    });
  }

  /** Everything `start` may run, itself included, stopping before whatever `isEnd` matches. */
  function reachedFrom(starts, { isEnd = () => false, certainly = false } = {}) {
    const reached = new Set();
    const waiting = starts.map((node) => ({ to: node, body: node, isCertain: true }));
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (reached.has(next.to) || isEnd(next.to) || (certainly && !next.isCertain)) continue;
      reached.add(next.to);
      waiting.push(...usesOf(next.body));
    }
    return reached;
  }
  return { reachedFrom };
}

/** Names whose value is used, each once. */
function namesIn(node) {
  const names = [];
  const visit = (each) => {
    if (ts.isTypeNode(each) || ts.isImportDeclaration(each)) return;
    if (ts.isIdentifier(each) && isUsed(each)) names.push(each);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return names;
}

/* A bare name does nothing: `void recordAudit` records nothing. */
function isUsed(name) {
  const { parent } = name;
  if (ts.isVoidExpression(parent) || ts.isTypeOfExpression(parent) || ts.isExpressionStatement(parent))
    return false;
  return (
    parent.name !== name || ts.isPropertyAccessExpression(parent) || ts.isShorthandPropertyAssignment(parent)
  );
}

/** The code that runs, or is read, where a declaration is used; undefined for a type, a parameter and outside code. */
function bodyOf(declaration) {
  if (ts.isFunctionLike(declaration)) return declaration.body;
  if (ts.isVariableDeclaration(declaration) || ts.isPropertyAssignment(declaration))
    return declaration.initializer;
  if (ts.isPropertyDeclaration(declaration)) return declaration.initializer;
  if (ts.isShorthandPropertyAssignment(declaration)) return declaration.name;
  if (ts.isClassLike(declaration)) return declaration;
  return undefined;
}

/** For each function of an interface, the object literal members that implement it. */
function implementations(program, root) {
  const checker = program.getTypeChecker();
  const files = program.getSourceFiles().filter((file) => OURS.test(fileOf(root, file)));
  const promised = new Set(files.flatMap(promisedNames));
  const found = new Map();
  const visit = (node) => {
    if (ts.isObjectLiteralExpression(node))
      node.properties.filter((each) => promised.has(nameOf(each))).forEach(keep);
    ts.forEachChild(node, visit);
  };
  const keep = (member) => {
    const type = checker.getContextualType(member.parent);
    for (const each of (type && checker.getPropertyOfType(type, nameOf(member)))?.declarations ?? [])
      if (each !== member) found.set(each, [...(found.get(each) ?? []), member]);
  };
  files.forEach(visit);
  return found;
}

function promisedNames(file) {
  const names = [];
  const visit = (node) => {
    const isFunction =
      ts.isMethodSignature(node) ||
      (ts.isPropertySignature(node) && node.type && ts.isFunctionTypeNode(node.type));
    if (isFunction) names.push(nameOf(node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

function nameOf({ name }) {
  return name && ts.isIdentifier(name) ? name.text : undefined;
}
