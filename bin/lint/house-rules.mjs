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

const OPEN = [{ type: "object", properties: { except: { type: "array" } }, additionalProperties: false }];

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
    "change-is-recorded": changeIsRecorded,
  },
};
