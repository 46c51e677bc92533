import ts from "typescript";
import { declarationsOf, fileOf, isSymbolOf, symbolOf } from "./symbols.mjs";

export const OPENER = { name: "withTransaction", file: "db/transaction.ts" };

/**
 * Every call that runs a story in a transaction, with the arguments that contain the story. `withTransaction` opens
 * one, and so does every function that passes a story it was given to one that does, called by its name or as a member
 * of an interface. `passesOn` means the call is in such a function, so its story is the caller's.
 */
export function transactionCalls(program, root, files) {
  const checker = program.getTypeChecker();
  const calls = files.flatMap(callsIn);
  const openers = new Map();
  const found = new Map();
  for (let before = -1; before < openers.size + found.size;) {
    before = openers.size + found.size;
    for (const call of calls) {
      const opened = openerOf(call);
      if (opened === null) continue;
      const stories = call.arguments.filter((_, at) => opened.has(at));
      const given = stories.flatMap((each) => storiesFromOutside(each));
      for (const parameter of given) open(parameter);
      found.set(call, { call, stories, passesOn: given.length > 0 });
    }
  }
  return [...found.values()];

  /** Positions of the stories of a call that opens a transaction; null for any other call. */
  function openerOf(call) {
    const name = ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression;
    if (isSymbolOf(symbolOf(checker, name), OPENER, root)) return new Set([1]);
    const declared = declarationsOf(checker, name).find((each) => openers.has(each));
    return declared ? openers.get(declared) : null;
  }

  /** Parameters of functions around `story` that are stories themselves. */
  function storiesFromOutside(story) {
    const parameters = [];
    const visit = (node) => {
      if (ts.isIdentifier(node)) {
        const [declaration] = symbolOf(checker, node)?.declarations ?? [];
        const parameter = declaration && ts.findAncestor(declaration, ts.isParameter);
        const isOutside = parameter && ts.findAncestor(story, (each) => each === parameter.parent);
        if (isOutside && isStory(checker, checker.getTypeAtLocation(node), root)) parameters.push(parameter);
      }
      ts.forEachChild(node, visit);
    };
    visit(story);
    return parameters;
  }

  function open(parameter) {
    const fn = parameter.parent;
    const at = fn.parameters.indexOf(parameter);
    for (const name of declaredAs(checker, fn))
      openers.set(name, new Set([...(openers.get(name) ?? []), at]));
  }
}

/** Whether a value is a function that takes a transaction, or contains one. */
function isStory(checker, type, root, depth = 1) {
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) => {
    const takes = part
      .getCallSignatures()
      .some((each) => each.getParameters().some((one) => isTransaction(checker, one)));
    if (takes || depth === 0) return takes;
    const isOurs = (each) => /^(lib|worker|cli)\//.test(fileOf(root, each));
    const members = part.getProperties().filter(({ declarations: [first] = [] }) => first && isOurs(first));
    return members.some((each) =>
      isStory(checker, checker.getNonNullableType(checker.getTypeOfSymbol(each)), root, depth - 1),
    );
  });
}

function isTransaction(checker, parameter) {
  const type = checker.getTypeOfSymbol(parameter);
  return (type.isUnion() ? type.types : [type]).some((each) => each.symbol?.name === "Transaction");
}

/** The declarations a function is called by: its own, its variable's, and that of the interface it implements. */
function declaredAs(checker, fn) {
  const holder = ts.isFunctionDeclaration(fn) || ts.isMethodDeclaration(fn) ? fn : fn.parent;
  const names = [holder];
  if (ts.isObjectLiteralExpression(holder.parent) && holder.name) {
    const type = checker.getContextualType(holder.parent);
    names.push(...((type && checker.getPropertyOfType(type, holder.name.text))?.declarations ?? []));
  }
  return names;
}

function callsIn(file) {
  const calls = [];
  const visit = (node) => {
    if (ts.isCallExpression(node)) calls.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return calls;
}
