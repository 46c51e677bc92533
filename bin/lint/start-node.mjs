import node from "eslint-plugin-n";

/** The bootstrap runs on any Node that `engines` admits; everything else runs on the Node it installs. */
export const startsOnAnyNode = {
  plugins: { n: node },
  rules: {
    "n/no-unsupported-features/es-builtins": "error",
    "n/no-unsupported-features/es-syntax": "error",
    // If it is missing, `bin/lib/env-file.mjs` reports that.
    "n/no-unsupported-features/node-builtins": [
      "error",
      { allowExperimental: true, ignores: ["process.loadEnvFile", "process.execve"] },
    ],
  },
};
