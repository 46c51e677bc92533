import { linkRiders } from "@/lib/passes/catch-up/link-riders";
import { workAsChild } from "./child-worker";

/* A worker that links riders, for tests that kill it: `link-child <url> <passes a step>`. Its lease is a second. */

const [url = "", batch = "100"] = process.argv.slice(2);
const sizes = { batch: Number(batch), again: 10 };
void workAsChild({
  ...{ url, lane: "portal", lease_s: 1 },
  handlers: () => ({ "pass.link": { run: async (ctx, run) => void (await linkRiders(ctx, run, sizes)) } }),
});
