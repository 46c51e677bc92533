import path from "node:path";
import ts from "typescript";

const READ = /^(lib|db|worker|cli)\//;
const TEST = /\.test\.ts$/;

/** The product as the compiler sees it: one program of every file that is not a test. */
export function openProgram(root) {
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(root, "tsconfig.json"),
    { incremental: false, noEmit: true },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (problem) => {
        throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, "\n"));
      },
    },
  );
  const names = config.fileNames.filter((name) => READ.test(path.relative(root, name)) && !TEST.test(name));
  return ts.createProgram(names, config.options);
}
