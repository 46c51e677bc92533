import path from "node:path";
import { authorizesFirst } from "./authorization-law.mjs";
import { exportedFunctions } from "./exported-functions.mjs";
import { fileOf, finding } from "./symbols.mjs";

const JUDGED = /^lib\/(?!testing\/)/;

/** A verb is found by its name: a file exports at most one function that authorizes, and has its name. */
export function verbFileFindings(program, root) {
  const checker = program.getTypeChecker();
  const files = program.getSourceFiles().filter((file) => JUDGED.test(fileOf(root, file)));
  return files.flatMap((file) => {
    const verbs = exportedFunctions(checker, file).filter(({ fn }) => authorizesFirst(checker, fn, root));
    const names = [...new Set(verbs.map(({ exported }) => exported.name))];
    const wanted = path.basename(file.fileName, ".ts").replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    if (names.length === 0 || (names.length === 1 && names[0] === wanted)) return [];
    return [finding(root, file, `${names.join(" and ")}: a file has one verb, and its name`)];
  });
}
