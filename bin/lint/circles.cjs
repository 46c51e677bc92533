/*
 * Files that import each other cannot be read alone, so circles are banned, circles of types too. The layer rules
 * (.dependency-cruiser.cjs) look at what is loaded, where types are erased; this looks at all imports.
 */
const { options } = require("../../.dependency-cruiser.cjs");

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [{ name: "no-circles", severity: "error", from: {}, to: { circular: true } }],
  options: { ...options, tsPreCompilationDeps: true },
};
