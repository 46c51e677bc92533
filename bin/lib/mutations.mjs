import ts from "typescript";

const SWAPPED = {
  "===": "!==", "!==": "===", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "&&": "||", "||": "&&",
}; // prettier-ignore
const IN_SQL = [
  [/ <= /g, " < "],
  [/ >= /g, " > "],
  [/ < /g, " <= "],
  [/ > /g, " >= "],
  [/ <> /g, " = "],
  [/ = /g, " <> "],
  [/ AND /g, " OR "],
  [/ OR /g, " AND "],
  [/ IS NULL/g, " IS NOT NULL"],
  [/ IS NOT NULL/g, " IS NULL"],
  [/ DESC\b/g, " ASC"],
  [/ FOR UPDATE/g, ""],
];
const IS_SQL = /\b(SELECT|INSERT|UPDATE|DELETE|WHERE|AND|NOW\()/;
const MOST_ELEMENTS = 12;

/**
 * Every small edit of a source file that should make some test fail, in file order: `{ from, to, text, line }`. Changes
 * comparisons, logic and conditions, drops calls and waits, shifts numbers by one, removes elements, and changes
 * comparisons in SQL.
 */
export function mutationsOf(path, source) {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const found = [];
  const edit = (from, to, text) => {
    const { line } = file.getLineAndCharacterOfPosition(from);
    found.push({ path, from, to, text, line: line + 1, before: source.slice(from, to) });
  };
  const visit = (node) => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || isLogging(node, file)) return;
    mutate(node, file, edit);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.sort((a, b) => a.from - b.from || a.to - b.to);
}

/* Log lines are not promised to anybody, so they are not mutated. */
const isLogging = (node, file) =>
  ts.isExpressionStatement(node) && /^(ctx\.)?log\.(debug|info|warn|error)\(/.test(node.getText(file));

function mutate(node, file, edit) {
  const [from, to] = [node.getStart(file), node.getEnd()];
  const whole = (text) => edit(from, to, text);
  if (ts.isBinaryExpression(node)) return mutateBinary(node, file, edit);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return whole(node.operand.getText(file));
  }
  if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) {
    const condition = node.expression ?? node.condition;
    for (const value of ["true", "false"]) edit(condition.getStart(file), condition.getEnd(), value);
  } else if (ts.isExpressionStatement(node) && isCall(node.expression)) whole(";");
  else if (ts.isAwaitExpression(node)) whole(node.expression.getText(file));
  else if (node.kind === ts.SyntaxKind.TrueKeyword) whole("false");
  else if (node.kind === ts.SyntaxKind.FalseKeyword) whole("true");
  else if (ts.isNumericLiteral(node)) whole(String(Number(node.text.replaceAll("_", "")) + 1));
  else if (ts.isArrayLiteralExpression(node) && node.elements.length <= MOST_ELEMENTS) {
    for (const [at] of node.elements.entries()) {
      const rest = node.elements.filter((_each, other) => other !== at);
      whole(`[${rest.map((each) => each.getText(file)).join(", ")}]`);
    }
  } else if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) mutateSql(node, file, edit);
}

const isCall = (node) => ts.isCallExpression(ts.isAwaitExpression(node) ? node.expression : node);

function mutateBinary(node, file, edit) {
  const operator = node.operatorToken.getText(file);
  const [from, to] = [node.operatorToken.getStart(file), node.operatorToken.getEnd()];
  if (SWAPPED[operator]) edit(from, to, SWAPPED[operator]);
  if (operator === "??") edit(node.getStart(file), node.getEnd(), node.left.getText(file));
  const isSum = [node.left, node.right].some((side) => ts.isNumericLiteral(side));
  if ((operator === "+" || operator === "-") && isSum) edit(from, to, operator === "+" ? "-" : "+");
}

function mutateSql(node, file, edit) {
  const text = node.getText(file);
  if (!IS_SQL.test(text)) return;
  for (const [pattern, other] of IN_SQL) {
    for (const match of text.matchAll(pattern)) {
      const from = node.getStart(file) + match.index;
      edit(from, from + match[0].length, other);
    }
  }
}
