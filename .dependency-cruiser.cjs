/*
 * Who may import whom (docs/architecture.md). `import type` does not count, because types are erased and only what is
 * loaded is checked.
 */

const PLATFORM = "^lib/([^/]+\\.ts$|(time|limits|lifecycle|fields|http|csv|auth|events|audit|jobs)/)";
const LOOKS = "^components/(ui|data-table|navigation|brand|api|jobs)/";
/* Components that put features together: the frame around every page, the list of passes, one pass. */
const SCREENS = "^components/(shell|passes/list|passes/detail)/";
const DRIVERS = "node_modules/(knex|mysql2)/";
const TEST = "\\.test\\.ts$";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-unresolvable",
      severity: "error",
      from: { pathNot: "^\\.next/" },
      to: { couldNotResolve: true, pathNot: "^(@/\\.next|\\./\\.next)" },
    },
    {
      name: "drivers-only-in-db",
      severity: "error",
      from: { pathNot: "^(db/|node_modules/)" },
      to: { path: DRIVERS },
    },
    {
      name: "db-knows-nothing-of-ours",
      severity: "error",
      from: { path: "^db/", pathNot: TEST },
      to: { path: "^(app|components|lib|worker|cli|e2e|bin)/" },
    },
    {
      name: "db-query-knows-no-table",
      severity: "error",
      from: { path: "^db/query/", pathNot: TEST },
      to: { path: "^db/[^/]+/", pathNot: "^db/query/" },
    },
    {
      name: "db-rooms-stand-on-query-and-passes",
      comment: "Never on each other. Tools look after the whole database and see all of it.",
      severity: "error",
      from: { path: "^db/([^/]+)/", pathNot: [TEST, "^db/(schema|seeds|testing|bench|doctor)/"] },
      to: { path: "^db/[^/]+/", pathNot: "^db/($1|query|passes|audit)/" },
    },
    {
      name: "components-look-down",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(app|db|worker|cli|e2e|bin)/" },
    },
    {
      name: "components-never-reach-a-verb",
      comment: "Through any chain: nothing that runs in the browser may load a verb, SQL or a driver.",
      severity: "error",
      from: { path: "^components/", pathNot: TEST },
      to: { path: `^db/|${DRIVERS}|node_modules/server-only/`, reachable: true },
    },
    {
      name: "looks-show-no-feature",
      severity: "error",
      from: { path: LOOKS, pathNot: TEST },
      to: { path: "^components/", pathNot: LOOKS },
    },
    {
      name: "passes-show-no-feature",
      comment:
        "Features stand on passes, corrections and notes, so these stand on no feature and not on each other.",
      severity: "error",
      from: { path: "^components/(passes|corrections|notes)/", pathNot: [TEST, SCREENS] },
      to: { path: "^components/", pathNot: ["^components/$1/", LOOKS] },
    },
    {
      name: "features-show-only-what-is-below",
      comment: "A feature never shows a part of another feature.",
      severity: "error",
      from: { path: "^components/([^/]+)/", pathNot: [TEST, LOOKS, SCREENS] },
      to: { path: "^components/", pathNot: ["^components/($1|passes|corrections|notes)/", LOOKS] },
    },
    {
      name: "screens-are-on-top",
      comment: "Only app imports a screen; a screen imports any feature and no other screen.",
      severity: "error",
      from: { path: "^components/((?:shell|passes/list|passes/detail)(?=/)|)", pathNot: TEST },
      to: { path: SCREENS, pathNot: "^components/$1/" },
    },
    {
      name: "lib-looks-down",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(app|components|worker|cli|e2e|bin)/" },
    },
    {
      name: "platform-imports-no-feature",
      severity: "error",
      from: { path: PLATFORM, pathNot: TEST },
      to: { path: "^lib/", pathNot: PLATFORM },
    },
    {
      name: "passes-import-no-feature",
      severity: "error",
      from: { path: "^lib/passes/", pathNot: TEST },
      to: { path: "^lib/", pathNot: `^lib/passes/|${PLATFORM}` },
    },
    {
      name: "features-import-only-what-is-below",
      comment:
        "A feature stands on passes, on what their providers say and on the fare rules; never on another feature. What tests share stands on any of them.",
      severity: "error",
      from: {
        path: "^lib/([^/]+)/",
        pathNot: [
          TEST,
          "^lib/(passes|time|limits|lifecycle|fields|http|csv|auth|events|audit|jobs|pages|testing)/",
        ],
      },
      to: { path: "^lib/", pathNot: `^lib/($1|passes|corrections|providers|fares)/|${PLATFORM}` },
    },
    {
      name: "only-routes-import-pages",
      comment: "A page brings features together; nothing else does.",
      severity: "error",
      from: { pathNot: [TEST, "^(app|lib/pages)/"] },
      to: { path: "^lib/pages/" },
    },
    {
      name: "routes-go-through-lib",
      severity: "error",
      from: { path: "^app/", pathNot: "\\.test\\.ts$" },
      to: { path: `^(db|worker|cli|e2e|bin)/|${DRIVERS}` },
    },
    {
      name: "adapters-stay-apart",
      severity: "error",
      from: { path: "^(worker|cli)/" },
      to: { path: "^(app|components|e2e)/" },
    },
    {
      name: "worker-goes-through-lib",
      comment: "The connection is handed to verbs; statements stay in db.",
      severity: "error",
      from: { path: "^worker/", pathNot: TEST },
      to: { path: "^db/", pathNot: "^db/(connection|database-errors)\\.ts$" },
    },
    {
      name: "e2e-knows-routes-and-types",
      comment: "A browser test sees what a person sees; it may also look at the database from outside.",
      severity: "error",
      from: { path: "^e2e/" },
      to: { path: "^(app|components|lib|worker|cli|bin|db)/", pathNot: "^db/testing/" },
    },
    {
      name: "nobody-imports-tests",
      severity: "error",
      from: { path: "^(app|components|lib|db|worker|cli)/", pathNot: [TEST, "^db/testing/"] },
      to: { path: "\\.test\\.ts$|^db/testing/|^e2e/" },
    },
    {
      name: "test-helpers-stay-with-tests",
      comment: "The bench measures the product with them; the product never loads them.",
      severity: "error",
      from: { path: "^(app|components|lib|db|worker|cli)/", pathNot: [TEST, "^lib/testing/", "^cli/bench/"] },
      to: { path: "^lib/testing/" },
    },
    {
      name: "development-tools-stay-out",
      severity: "error",
      from: { path: "^(app|components|lib|db|worker|cli)/", pathNot: [TEST, "^db/testing/"] },
      to: { dependencyTypes: ["npm-dev"] },
    },
  ],
  required: [
    {
      name: "api-routes-use-the-wrapper",
      comment: "lib/http/route.ts is the one place where a request becomes an actor and an answer.",
      severity: "error",
      module: { path: "^app/api/v1/.*route\\.ts$" },
      to: { path: "^lib/http/route\\.ts$" },
    },
    {
      name: "pages-know-who-asks",
      comment:
        "Every page of the desk asks for its own context, itself or by its frame; the layout authorizes nothing.",
      severity: "error",
      module: { path: "^app/\\(desk\\)/.*page\\.tsx$" },
      to: { path: "^(lib/http/page-context\\.ts|app/\\(desk\\)/framed-page\\.tsx)$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|\\.data|test-results)/" },
    tsPreCompilationDeps: false,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
