import { existsSync, readFileSync } from "node:fs";
import { projectFiles, report } from "./lib/files.mjs";
import { inRoot } from "./lib/paths.mjs";

const patterns = [
  ["a path of somebody's machine", /(?<![\w.@)\]}-])\/(?:home|root|Users)\/[\w.-]+/],
  ["a path of somebody's machine", /\b[A-Z]:\\Users\\/],
  ["a private key", /-{5}BEGIN [A-Z ]*PRIVATE KEY-{5}/],
  ["a bearer token", /\bBearer\s+(?=[\w.~+/-]*\d)[\w.~+/-]{24,}/],
  [
    "a token of a known service",
    /\b(?:gh[opsu]_\w{30,}|github_pat_\w{30,}|npm_\w{30,}|AKIA[A-Z\d]{16}|xox[bp]-[\w-]{20,}|sk-[\w-]{24,})\b/,
  ],
  ["a signed web token", /\beyJ[\w-]{16,}\.eyJ[\w-]{16,}\.[\w-]{16,}/],
];

const findings = [];
for (const file of projectFiles().filter((name) => existsSync(inRoot(name)))) {
  const content = readFileSync(inRoot(file));
  if (content.includes(0)) continue;
  for (const [index, line] of content.toString("utf8").split("\n").entries()) {
    for (const [what, pattern] of patterns)
      if (pattern.test(line)) findings.push(`${file}:${index + 1}: ${what}`);
  }
}

report(findings, "secrets");
