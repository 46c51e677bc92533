import ts from "typescript";
import { answersOf, exportedFunctions } from "./exported-functions.mjs";
import { fileOf, finding, isSymbolOf, symbolOf, unwrap } from "./symbols.mjs";
import { whoAsks } from "./who-asks.mjs";

const AUTHORIZE = { name: "authorize", file: "lib/auth/authorize.ts" };
const TAG = "unauthorized";
const JUDGED = /^lib\/(?!testing\/)/;

/**
 * Nobody gets past an exported function of lib without authorization. A function that takes the person asking must
 * authorize first, take a person that `authorize` made, or say in its doc comment after `@unauthorized` why nobody is
 * asked.
 */
export function authorizationFindings(program, root) {
  const checker = program.getTypeChecker();
  const files = program.getSourceFiles().filter((file) => JUDGED.test(fileOf(root, file)));
  const found = files.flatMap((file) => [
    ...unasked(checker, exportedFunctions(checker, file), root),
    ...forgedBrands(checker, file, root),
  ]);
  return [...new Set(found)];
}

function unasked(checker, functions, root) {
  const judged = functions.map((each) => {
    const needsOne = takesAnybody(checker, each.fn, root);
    return {
      ...each,
      needsOne,
      isUnasked: needsOne && !authorizesFirst(checker, each.fn, root),
      tag: tagOf(each),
    };
  });
  const excused = new Set(judged.filter((each) => each.isUnasked).map((each) => each.tag));
  return judged.flatMap(({ fn, exported: { name }, needsOne, isUnasked, tag }) => {
    const say = (message) => finding(root, fn, `${name} ${message}`);
    const found = [];
    if (isUnasked && tag === null)
      found.push(say(`takes who asks: its first statement calls authorize, or @${TAG} says why not`));
    if (tag !== null && reasonOf(tag).split(/\s+/).length < 3)
      found.push(say(`says @${TAG} without a reason`));
    if (tag !== null && !excused.has(tag))
      found.push(say(`says @${TAG}, but it authorizes or takes nobody to ask`));
    if (needsOne && !startsServerOnly(fn.getSourceFile()))
      found.push(say(`is a verb: its file starts with import "server-only"`));
    return found;
  });
}

/* If a parameter nobody can leave out is already authorized, so is the call, whatever its other parameters are. */
function takesAnybody(checker, fn, root) {
  const told = fn.parameters.map((each) => {
    const type = checker.getTypeAtLocation(each);
    return { asker: whoAsks(checker, type, root), mayBeLeftOut: mayBeLeftOut(checker, each, type) };
  });
  const isAuthorized = told.some((each) => each.asker === "authorized" && !each.mayBeLeftOut);
  return !isAuthorized && told.some((each) => each.asker === "anybody");
}

function mayBeLeftOut(checker, parameter, type) {
  return Boolean(parameter.initializer) || checker.getNonNullableType(type) !== type;
}

/** Whether a call of `authorize` with one of the function's own parameters comes before everything else. */
export function authorizesFirst(checker, fn, root) {
  const call = firstCall(ts.isBlock(fn.body) ? fn.body.statements[0] : fn.body);
  if (call === null || !ts.isIdentifier(call.expression)) return false;
  if (!isSymbolOf(symbolOf(checker, call.expression), AUTHORIZE, root)) return false;
  const [asker] = call.arguments;
  const given = asker && ts.isIdentifier(asker) ? (symbolOf(checker, asker)?.declarations ?? []) : [];
  return given.some((each) => ts.findAncestor(each, ts.isParameter)?.parent === fn);
}

/** The call a statement begins with: alone, assigned to a variable, destructured, or returned. */
function firstCall(statement) {
  if (!statement) return null;
  const expression = ts.isVariableStatement(statement)
    ? statement.declarationList.declarations[0].initializer
    : ts.isExpressionStatement(statement) || ts.isReturnStatement(statement)
      ? statement.expression
      : statement;
  let node = expression && ts.isExpression(expression) ? unwrap(expression) : null;
  while (node && ts.isPropertyAccessExpression(node)) node = unwrap(node.expression);
  return node && ts.isCallExpression(node) ? node : null;
}

/** The tag on a function, on the declaration that contains it, or on the export; null if there is none. */
function tagOf({ fn, declared }) {
  for (const start of [fn, ...declared]) {
    for (let node = start; node && !ts.isSourceFile(node); node = node.parent) {
      const tag = ts.getJSDocTags(node).find((each) => each.tagName.text === TAG);
      if (tag) return tag;
    }
  }
  return null;
}

function reasonOf(tag) {
  return (ts.getTextOfJSDocComment(tag.comment) ?? "").trim();
}

function startsServerOnly({ statements: [first] }) {
  return first && ts.isImportDeclaration(first) && first.moduleSpecifier.text === "server-only";
}

/** Type assertions, predicates and declared answers that make somebody authorized without asking. */
function forgedBrands(checker, file, root) {
  if (fileOf(root, file) === AUTHORIZE.file) return [];
  const found = [];
  const visit = (node) => {
    const isClaim =
      ts.isAsExpression(node) || ts.isTypeAssertionExpression(node) || ts.isTypePredicateNode(node);
    const claimed =
      isClaim && node.type ? whoAsks(checker, checker.getTypeFromTypeNode(node.type), root) : null;
    if (claimed === "authorized")
      found.push(finding(root, node, "only authorize makes an Authorized: claiming one asks nobody"));
    if (ts.isFunctionLike(node) && node.type && answersAny(checker, node) && promisesBrand(node.type))
      found.push(finding(root, node, "only authorize makes an Authorized: this answers an any as one"));
    ts.forEachChild(node, visit);
  };
  const promisesBrand = (declared) => {
    const type = checker.getTypeFromTypeNode(declared);
    return whoAsks(checker, checker.getAwaitedType(type) ?? type, root) === "authorized";
  };
  visit(file);
  return found;
}

function answersAny(checker, fn) {
  return answersOf(fn).some((each) => {
    const type = checker.getTypeAtLocation(each);
    return ((checker.getAwaitedType(type) ?? type).flags & ts.TypeFlags.Any) !== 0;
  });
}
