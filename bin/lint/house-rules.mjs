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

const MOST_STORY_LINES = 15;
const NOT_STORY =
  ":matches(JSXElement, JSXFragment, TSTypeAnnotation, TSTypeParameterInstantiation, TSTypeAliasDeclaration, TSInterfaceDeclaration)";

/* A line tells story if a statement of a function has a word on it that is neither JSX nor a type. */
const shortStory = {
  meta: {
    messages: {
      long: "This file tells {{lines}} lines of story; at most {{most}}, the rest moves to a verb or a component.",
    },
    schema: [],
  },
  create(context) {
    const { sourceCode } = context;
    const told = new Set();
    const tell = (node) => sourceCode.getTokens(node).forEach((token) => told.add(token));
    // The visit goes from the outside in, so the innermost node decides.
    return {
      ":function > BlockStatement > *": tell,
      "ArrowFunctionExpression[expression=true]:not(:matches(JSXElement, JSXFragment) *)": ({ body }) =>
        tell(body),
      [NOT_STORY]: (node) => sourceCode.getTokens(node).forEach((token) => told.delete(token)),
      "Program:exit"(node) {
        const words = [...told].filter(({ type }) => type !== "Punctuator");
        const lines = new Set(words.map(({ loc }) => loc.start.line)).size;
        if (lines <= MOST_STORY_LINES) return;
        context.report({ node, messageId: "long", data: { lines, most: MOST_STORY_LINES } });
      },
    };
  },
};

export const houseRules = {
  rules: {
    "file-name": fileName,
    "short-story": shortStory,
  },
};
