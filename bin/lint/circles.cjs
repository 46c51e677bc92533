/*
 * Files that need each other are one file that nobody can read alone: circles are refused, made of types alone too.
 * The rules about layers look at what is loaded (.dependency-cruiser.cjs), where types are erased; this looks at all.
 */
const { options } = require("../../.dependency-cruiser.cjs");

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [{ name: "no-circles", severity: "error", from: {}, to: { circular: true } }],
  options: { ...options, tsPreCompilationDeps: true },
};
