import ts from "typescript";
import { callGraph } from "./call-graph.mjs";
import { fileOf, finding, isSymbolOf, symbolOf } from "./symbols.mjs";
import { OPENER, transactionCalls } from "./transaction-openers.mjs";

const JUDGED = /^(lib|db|worker|cli)\/(?!(testing|bench|seeds|migrations)\/)/;
const RECORDERS = /^lib\/audit\/record-audits?\.ts$/;
const BUILDERS = new Set([
  "insert",
  "batchInsert",
  "update",
  "delete",
  "del",
  "increment",
  "decrement",
  "truncate",
  "upsert",
]);
/* Methods of a connection that send no statement of ours. */
const NO_STATEMENTS = new Set(["destroy", "transaction"]);
/* `FOR UPDATE` and `ON DUPLICATE KEY UPDATE` do not start a statement. */
const WRITING =
  /(?<!\b(FOR|KEY)\s+)\b(INSERT\s+(IGNORE\s+)?INTO|UPDATE\s|DELETE\s|REPLACE\s+INTO|TRUNCATE\s)/i;
const MARK = /\/\/ not recorded:(.*)$/;

/**
 * No change without its audit entry: a transaction that writes must reach `recordAudit`, and so must a function of the
 * product that writes on its own connection. Otherwise the line of the call says after `// not recorded:` why there is
 * no entry. Follows what is called, not how it is spelled.
 */
export function auditFindings(program, root) {
  const checker = program.getTypeChecker();
  const files = program.getSourceFiles().filter((file) => JUDGED.test(fileOf(root, file)));
  const graph = callGraph(program, root);
  const isRecorder = (node) => RECORDERS.test(fileOf(root, node));
  const writes = memo((node) => isWriting(checker, node, root));
  const isChange = (starts) => [...graph.reachedFrom(starts, { isEnd: isRecorder })].some(writes);
  const isRecorded = (starts) => [...graph.reachedFrom(starts, { certainly: true })].some(isRecorder);

  const transactions = transactionCalls(program, root, files).map(({ call, stories }) => {
    const run = [...stories, call.expression];
    return { call, isChange: isChange(run), isRecorded: isRecorded(run) };
  });
  const alone = files
    .flatMap((file) => callsOnConnection(checker, file, root))
    .map((call) => {
      const all = ts.findAncestor(call, (each) => ts.isSourceFile(each.parent));
      return { call, isChange: isChange([call.expression]), isRecorded: isRecorded([all]) };
    });
  return [
    ...[...transactions, ...alone].flatMap((each) => judge(each, root)),
    ...files.flatMap((file) => hiddenOpenings(checker, file, root)),
    ...files.flatMap((file) => statementsOutside(checker, file, root)),
  ];
}

function judge({ call, isChange, isRecorded }, root) {
  const reason = markOf(call);
  const isOpen = isChange && !isRecorded;
  const say = (message) => [finding(root, call, message)];
  if (reason === null)
    return isOpen ? say("this writes and reaches no recordAudit; `// not recorded: …` says why") : [];
  if (reason.split(/\s+/).length < 3) return say("`// not recorded:` without a reason");
  return isOpen ? [] : say("`// not recorded:` is not so: it records, or writes nothing");
}

/** Ways to hide a transaction from this law: one opened through the driver, and `withTransaction` passed as a value. */
function hiddenOpenings(checker, file, root) {
  if (fileOf(root, file) === OPENER.file) return [];
  const found = [];
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isIdentifier(node)) {
      const isCalled = ts.isCallExpression(node.parent) && node.parent.expression === node;
      const symbol =
        /^(transaction|withTransaction)$/.test(node.text) || !isCalled ? symbolOf(checker, node) : undefined;
      if (node.text === "transaction" && isOfDriver(symbol, root))
        found.push(finding(root, node, `${OPENER.file} alone opens a transaction`));
      const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
      if (!isCalled && !isMember && isSymbolOf(symbol, OPENER, root))
        found.push(finding(root, node, "withTransaction is called, never handed around"));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Calls outside db that pass a function of db a connection, or what may be one, instead of a transaction. */
function callsOnConnection(checker, file, root) {
  return callsOutsideDb(file, root).filter(({ expression: callee, arguments: [handle] }) => {
    const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
    if (!handle || !ts.isIdentifier(name) || !isOfDb(symbolOf(checker, name), root)) return false;
    return isHandle(checker, handle, /^Knex$/);
  });
}

/** Statements begun outside db: a call of a connection or transaction itself, or of one of their methods. */
function statementsOutside(checker, file, root) {
  return callsOutsideDb(file, root)
    .filter(({ expression: callee }) => {
      if (!ts.isPropertyAccessExpression(callee)) return isHandle(checker, callee, /^(Knex|Transaction)$/);
      if (NO_STATEMENTS.has(callee.name.text)) return false;
      const isMethod = isOfDriver(symbolOf(checker, callee.name), root);
      return isHandle(checker, isMethod ? callee.expression : callee, /^(Knex|Transaction)$/);
    })
    .map((call) => finding(root, call, "SQL stands in db alone: call a function of db"));
}

function callsOutsideDb(file, root) {
  const calls = [];
  const visit = (node) => {
    if (ts.isCallExpression(node)) calls.push(node);
    ts.forEachChild(node, visit);
  };
  if (!/^db\//.test(fileOf(root, file))) visit(file);
  return calls;
}

/** Whether a value may be one of these handles of the driver. */
function isHandle(checker, node, names) {
  const type = checker.getTypeAtLocation(node);
  const known = checker.getBaseConstraintOfType(type) ?? type;
  return (known.isUnion() ? known.types : [known]).some((each) => names.test(each.symbol?.name ?? ""));
}

function isOfDb(symbol, root) {
  return (symbol?.declarations ?? []).some((each) => /^db\/(?!transaction\.ts)/.test(fileOf(root, each)));
}

/**
 * Whether a piece of code writes by itself: through the driver's builder, or with a statement whose text it contains.
 */
function isWriting(checker, node, root) {
  let found = false;
  const visit = (each) => {
    if (found) return;
    if (ts.isStringLiteralLike(each) || ts.isTemplateExpression(each)) found = WRITING.test(each.getText());
    else if (ts.isCallExpression(each) && ts.isPropertyAccessExpression(each.expression)) {
      const { name } = each.expression;
      found = BUILDERS.has(name.text) && isOfDriver(symbolOf(checker, name), root);
    }
    ts.forEachChild(each, visit);
  };
  visit(node);
  return found;
}

function isOfDriver(symbol, root) {
  return (symbol?.declarations ?? []).some((each) => /node_modules\/knex\//.test(fileOf(root, each)));
}

/** The reason after the mark in a line comment on the line of a call or right above it; null if there is none. */
function markOf(call) {
  const source = call.getSourceFile();
  const lines = source.text.split("\n");
  const { line } = source.getLineAndCharacterOfPosition(call.getStart());
  const said =
    MARK.exec(lines[line]) ?? (/^\s*\/\//.test(lines[line - 1] ?? "") ? MARK.exec(lines[line - 1]) : null);
  return said ? said[1].trim() : null;
}

function memo(judge) {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, judge(key));
    return known.get(key);
  };
}
