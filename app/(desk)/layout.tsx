import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { currentContext } from "@/lib/http/page-context";
import { readFrame } from "@/lib/pages/read-frame";

/** The app shell around every page of the desk. It authorizes nothing; each page authorizes for itself. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  // If nobody is signed in or the database is down, the page inside runs into the same and reports it in its own words.
  const ctx = await currentContext().catch(() => null);
  const frame = ctx && (await readFrame(ctx));
  return frame ? <AppShell {...frame}>{children}</AppShell> : children;
}
