import { report } from "./lib/files.mjs";
import { root } from "./lib/paths.mjs";
import { authorizationFindings } from "./lint/laws/authorization-law.mjs";
import { openProgram } from "./lint/laws/house-program.mjs";

const program = openProgram(root);
report(authorizationFindings(program, root), "laws");
