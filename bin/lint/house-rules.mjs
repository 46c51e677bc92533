/*
 * Rules of this house that no public plugin knows. Each looks at one file; what takes two files to see is in
 * .dependency-cruiser.cjs.
 */

const KEBAB =
  /^[a-z0-9]+(-[a-z0-9]+)*(\.(db|fault|types))?(\.(test|spec|config|d))?\.(ts|tsx|mts|mjs|cjs|js)$/;
const FOLDER = /^([a-z0-9]+(-[a-z0-9]+)*|\((auth|desk|list|pass|rider|search)\)|\[(\.\.\.)?[a-zA-Z]+\]|v1)$/;
const JUNK = /^(index|utils?|helpers?|misc|common|shared|types|data-service)$|^(manage|handle|process)(-|$)/;

/** The path of the file below the repository's root, with forward slashes. */
function pathOf(context) {
  const path = context.physicalFilename.replaceAll("\\", "/");
  const root = context.cwd.replaceAll("\\", "/").replace(/\/$/, "");
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}

const fileName = {
  meta: {
    messages: {
      case: "File and folder names are kebab-case.",
      junk: "'{{name}}' says nothing about what is inside; name the noun or the verb.",
    },
    schema: [],
  },
  create: (context) => ({
    Program(node) {
      const parts = pathOf(context).split("/");
      const name = parts.pop() ?? "";
      // Names of tool configuration belong to the tools.
      if (parts.length === 0) return;
      if (!KEBAB.test(name) || !parts.every((part) => FOLDER.test(part))) {
        context.report({ node, messageId: "case" });
      }
      for (const part of [name.replace(/\..*$/, ""), ...parts]) {
        if (JUNK.test(part)) context.report({ node, messageId: "junk", data: { name: part } });
      }
    },
  }),
};

/** Whether any call of `name` is inside `node`. */
function calls(node, name) {
  if (node === null || typeof node !== "object") return false;
  if (node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === name)
    return true;
  return Object.entries(node).some(([key, value]) => {
    if (key === "parent") return false;
    return Array.isArray(value) ? value.some((child) => calls(child, name)) : calls(value, name);
  });
}

function takesContext(fn) {
  const [first] = fn.params;
  return first?.type === "Identifier" && first.name === "ctx";
}

/** Functions a module exports by name, whichever way they are written. */
function exportedFunction(node) {
  const { declaration } = node;
  if (declaration?.type === "FunctionDeclaration") return [[declaration.id?.name, declaration]];
  if (declaration?.type !== "VariableDeclaration") return [];
  return declaration.declarations
    .filter(({ init }) => init?.type === "ArrowFunctionExpression" || init?.type === "FunctionExpression")
    .map(({ id, init }) => [id.name, init]);
}

const OPEN = [{ type: "object", properties: { except: { type: "array" } }, additionalProperties: false }];

const verbAuthorizes = {
  meta: {
    messages: {
      authorize:
        "The first statement of {{name}} must be authorize(ctx, …): a verb decides who may, not its caller.",
      server: 'A verb\'s file starts with import "server-only".',
    },
    schema: OPEN,
  },
  create(context) {
    const except = new Set(context.options[0]?.except);
    return {
      ExportNamedDeclaration(node) {
        for (const [name, fn] of exportedFunction(node)) {
          if (!fn.async || !takesContext(fn)) continue;
          const { body } = context.sourceCode.ast;
          const isServerOnly =
            body[0]?.type === "ImportDeclaration" && body[0].source.value === "server-only";
          if (!isServerOnly) context.report({ node, messageId: "server" });
          const [first] = fn.body.type === "BlockStatement" ? fn.body.body : [];
          const isFirst = first && /^(Expression|Variable)/.test(first.type) && calls(first, "authorize");
          if (!except.has(name) && !isFirst) {
            context.report({ node: fn, messageId: "authorize", data: { name } });
          }
        }
      },
    };
  },
};

const changeIsRecorded = {
  meta: {
    messages: {
      missing:
        "A file that calls withTransaction calls {{name}} too: no permission, no audit row, no change.",
    },
    schema: OPEN,
  },
  create(context) {
    const except = context.options[0]?.except ?? [];
    return {
      "Program:exit"(node) {
        if (except.includes(pathOf(context)) || !calls(node.body, "withTransaction")) return;
        for (const [name, ...instead] of [["authorize"], ["recordAudit", "recordAudits"]]) {
          const isCalled = [name, ...instead].some((each) => calls(node.body, each));
          if (!isCalled) context.report({ node, messageId: "missing", data: { name } });
        }
      },
    };
  },
};

export const houseRules = {
  rules: {
    "file-name": fileName,
    "verb-authorizes": verbAuthorizes,
    "change-is-recorded": changeIsRecorded,
  },
};
