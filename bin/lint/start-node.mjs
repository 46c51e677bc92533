import node from "eslint-plugin-n";

/** The bootstrap starts on whatever Node `engines` admits; all else runs on the Node it installs. */
export const startsOnAnyNode = {
  plugins: { n: node },
  rules: {
    "n/no-unsupported-features/es-builtins": "error",
    "n/no-unsupported-features/es-syntax": "error",
    // Where it is missing, `bin/lib/env-file.mjs` says so.
    "n/no-unsupported-features/node-builtins": [
      "error",
      { allowExperimental: true, ignores: ["process.loadEnvFile"] },
    ],
  },
};
