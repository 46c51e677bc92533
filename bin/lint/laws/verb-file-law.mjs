import path from "node:path";
import { authorizesFirst } from "./authorization-law.mjs";
import { exportedFunctions } from "./exported-functions.mjs";
import { fileOf, finding } from "./symbols.mjs";

const JUDGED = /^lib\/(?!testing\/)/;

/**
 * A verb is found by its name and stands alone: a file that exports a function that authorizes has that function's name
 * and exports no other.
 */
export function verbFileFindings(program, root) {
  const checker = program.getTypeChecker();
  const files = program.getSourceFiles().filter((file) => JUDGED.test(fileOf(root, file)));
  return files.flatMap((file) => {
    const functions = exportedFunctions(checker, file);
    if (!functions.some(({ fn }) => authorizesFirst(checker, fn, root))) return [];
    const names = [...new Set(functions.map(({ exported }) => exported.name))];
    const wanted = path.basename(file.fileName, ".ts").replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    if (names.length === 1 && names[0] === wanted) return [];
    return [
      finding(
        root,
        file,
        `exports ${names.join(", ")}: a file that exports a verb has its name and exports no other function`,
      ),
    ];
  });
}
