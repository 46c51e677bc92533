import { archiveRunJob } from "@/lib/archive/run-archive";
import { workAsChild } from "./child-worker";

/* A worker that archives, for tests that kill or suspend it: `archive-child <url> <lease in s>`. */

const [url = "", lease = "1"] = process.argv.slice(2);
void workAsChild({
  url,
  lane: "change",
  lease_s: Number(lease),
  handlers: () => ({ "archive.run": archiveRunJob }),
});
