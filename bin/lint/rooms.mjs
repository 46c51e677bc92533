import path from "node:path";
import ts from "typescript";

const OURS = /^(app|components|lib|db|worker|cli|e2e)\/.*\.tsx?$/;
const TEST = /\.test\.ts$/;
/* The framework names the files of app; browser tests have their own naming. */
const NAMED_BY_US = /^(components|lib|db)\//;
const MOST_FILES = 21;

/**
 * Violations of the room layout, one sentence each: a room with too many files, a name used by two files, an import
 * that hides whether it leaves its room. `sources` are texts by path from the root.
 */
export function roomFindings(sources) {
  const files = Object.keys(sources).filter((file) => OURS.test(file));
  return [
    ...fullRooms(files),
    ...sharedNames(files),
    ...files.flatMap((file) => oddImports(file, sources[file])),
  ];
}

function fullRooms(files) {
  const rooms = Map.groupBy(
    files.filter((file) => !TEST.test(file) && !file.startsWith("e2e/")),
    (file) => path.posix.dirname(file),
  );
  return [...rooms]
    .filter(([, inside]) => inside.length > MOST_FILES)
    .map(
      ([room, inside]) =>
        `${room}: ${inside.length} files; at most ${MOST_FILES}, then a part moves to a room of its own`,
    );
}

function sharedNames(files) {
  const named = files.filter((file) => NAMED_BY_US.test(file) && !TEST.test(file));
  return [...Map.groupBy(named, (file) => path.posix.basename(file).replace(/\.tsx?$/, ""))]
    .filter(([, same]) => same.length > 1)
    .map(([name, same]) => `${name}: one name for ${same.join(" and ")}`);
}

function oddImports(file, source) {
  const room = path.posix.dirname(file);
  return ts
    .preProcessFile(source, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((to) => /^\.\.?(\/|$)/.test(to) || to.startsWith("@/"))
    .filter((to) =>
      to.startsWith("@/") ? path.posix.dirname(to.slice(2)) === room : !/^\.\/[^/]+$/.test(to),
    )
    .map((to) => `${file}: "${to}"; within a room "./name", across rooms "@/room/name"`);
}
