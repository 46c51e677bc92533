import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { currentContext } from "@/lib/http/page-context";
import { readFrame } from "@/lib/pages/read-frame";

/** The frame of the desk. It authorizes nothing: each page asks for itself. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  // Nobody, or a database that is away: the page inside meets the same and says so in its own words.
  const ctx = await currentContext().catch(() => null);
  const frame = ctx && (await readFrame(ctx));
  return frame ? <AppShell {...frame}>{children}</AppShell> : children;
}
