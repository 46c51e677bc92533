/*
 * Syntax that is banned, by where it is banned. Each folder's list is put together from these pieces, because ESLint
 * replaces a rule that two blocks set instead of joining their options.
 */

const environment = [
  "MemberExpression[object.name='process'][property.name='env']",
  "MemberExpression[object.name='process'][property.value='env']",
  "MemberExpression[object.property.name='process'][property.name='env']",
  "VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name='env']",
  "ImportDeclaration[source.value=/^(node:)?process$/]",
].map((selector) => ({ selector, message: "lib/env.ts alone reads the environment." }));

const directive = (name, message) => ({ selector: `ExpressionStatement[directive='${name}']`, message });

const useClient = [directive("use client", "Only components and error pages run in the browser.")];

const everywhere = [
  directive("use server", "There are no server actions: a write is a route."),
  directive("use cache", "Nothing is cached between people."),
  {
    selector:
      "JSXAttribute[name.name='dangerouslySetInnerHTML'], Property[key.name='dangerouslySetInnerHTML']",
    message: "Markup is never made from text.",
  },
  { selector: "CatchClause > BlockStatement[body.length=0]", message: "A caught error is acted on." },
  { selector: "ExportAllDeclaration", message: "No barrels: import from where it is declared." },
  { selector: "ExportNamedDeclaration[source]", message: "No barrels: import from where it is declared." },
];

const defaultExport = [{ selector: "ExportDefaultDeclaration", message: "Exports have names." }];

// Text from a constant named in capitals is the author's own; `marks` is a row of question marks.
const OWN_TEXT = "/^([A-Z][A-Z0-9_]*|marks)$/";
const RAW =
  "CallExpression[callee.property.name=/^(raw|whereRaw|orWhereRaw|orderByRaw|groupByRaw|havingRaw|joinRaw|fromRaw)$/]";

const builtSql = [
  `${RAW} > TemplateLiteral > Identifier[name!=${OWN_TEXT}]`,
  `${RAW} > TemplateLiteral > :not(TemplateElement, Identifier)`,
  `${RAW} > BinaryExpression[operator='+']`,
].map((selector) => ({ selector, message: "SQL is not glued together here: use bindings, or db/query." }));

const weakRandom = [
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: "A secret is made with node:crypto.",
  },
];

const ASKING = "/^(fetch|XMLHttpRequest|EventSource|WebSocket|sendBeacon)$/";

const asking = [
  `Identifier[name=${ASKING}]`,
  `MemberExpression[computed=true] > Literal[value=${ASKING}]`,
].map((selector) => ({ selector, message: "components/api alone asks over the network: use ask-api." }));

const sleeping = [
  {
    selector: "CallExpression[callee.property.name=/^(waitForTimeout|pause|only)$/]",
    message: "A browser test waits for what it needs, and all of them run.",
  },
  {
    selector: "CallExpression[callee.object.name='page'][callee.property.name=/^(\\$|\\$\\$)$/]",
    message: "Find things by role and name.",
  },
];

const PORTAL = "/\\b(bytemark_|auth_user|points_transaction|token_transaction|internal_user_tag)/";

const portalTables = [
  `:not(TSLiteralType) > Literal[value=${PORTAL}]`,
  `TemplateElement[value.raw=${PORTAL}]`,
].map((selector) => ({
  selector,
  message: "Views are the only door to the portal's tables: db/portal/portal.ts.",
}));

const pieces = {
  environment,
  useClient,
  everywhere,
  defaultExport,
  builtSql,
  weakRandom,
  asking,
  sleeping,
  portalTables,
};

/** The rule for a folder: what is banned everywhere, and the named pieces. */
export function banned(...names) {
  const options = [...everywhere, ...names.flatMap((name) => pieces[name])];
  return { "no-restricted-syntax": ["error", ...options] };
}
