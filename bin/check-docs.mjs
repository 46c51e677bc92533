import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectFiles, report } from "./lib/files.mjs";
import { inRoot } from "./lib/paths.mjs";

const our_folders = /^(app|bin|cli|components|db|docs|e2e|lib|worker|\.ci)\/[^\s*{}<>…|]*$/;

/** Names in a page that look like paths of this repository: in code spans and in relative links. */
function pathsOf(text) {
  const prose = text.replace(/^```[\s\S]*?^```/gm, "");
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].flatMap(([, code]) => code.split(/\s+/));
  const named = spans
    .map((word) => word.replace(/[,;:.]+$|:\d+(-\d+)?$/g, ""))
    .filter((word) => our_folders.test(word));
  const links = [...prose.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, target]) => target);
  return { named, links: links.filter((target) => !/^[a-z]+:|^\//i.test(target)) };
}

const pages = projectFiles().filter((file) => file === "README.md" || /^docs\/.*\.md$/.test(file));
const findings = [];
for (const page of pages.filter((file) => existsSync(inRoot(file)))) {
  const { named, links } = pathsOf(readFileSync(inRoot(page), "utf8"));
  for (const name of named)
    if (!existsSync(inRoot(name))) findings.push(`${page}: \`${name}\` does not exist`);
  for (const link of links) {
    const target = path.join(path.dirname(page), decodeURI(link));
    if (!existsSync(inRoot(target))) findings.push(`${page}: the link to ${link} leads nowhere`);
  }
}
if (!pages.includes("README.md")) findings.push("README.md does not exist");

report(findings, "docs");
