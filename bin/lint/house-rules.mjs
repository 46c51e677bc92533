/*
 * Rules that no public plugin has. Each looks at one file; rules about several files are in .dependency-cruiser.cjs and
 * bin/lint/laws.
 */

const KEBAB =
  /^[a-z0-9]+(-[a-z0-9]+)*(\.(db|fault|types))?(\.(test|spec|config|d))?\.(ts|tsx|mts|mjs|cjs|js)$/;
const FOLDER = /^([a-z0-9]+(-[a-z0-9]+)*|\((auth|desk|list|pass|rider|search)\)|\[(\.\.\.)?[a-zA-Z]+\]|v1)$/;
const JUNK = /^(index|utils?|helpers?|misc|common|shared|types|data-service)$|^(manage|handle|process)(-|$)/;

/** The path of the file relative to the repository's root, with forward slashes. */
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
      // Tools choose the names of their configuration files.
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

export const houseRules = {
  rules: {
    "file-name": fileName,
  },
};
