import { report } from "./lib/files.mjs";
import { root } from "./lib/paths.mjs";
import { auditFindings } from "./lint/laws/audit-law.mjs";
import { authorizationFindings } from "./lint/laws/authorization-law.mjs";
import { openProgram } from "./lint/laws/house-program.mjs";
import { verbFileFindings } from "./lint/laws/verb-file-law.mjs";

const program = openProgram(root);
report(
  [authorizationFindings, auditFindings, verbFileFindings].flatMap((law) => law(program, root)),
  "laws",
);
