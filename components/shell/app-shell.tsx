import type { ReactNode } from "react";
import { KeyboardShortcuts } from "@/components/shell/keyboard/keyboard-shortcuts";
import type { ShellCan, ShellUser } from "@/components/navigation/shell-user";
import { Sidebar } from "./sidebar";
import { SkipLink } from "./skip-link";
import { TabBar } from "./tab-bar";
import { TopBar } from "./top-bar";
import type { SidebarView } from "@/components/views/sidebar-views";
import type { ShownZone } from "@/lib/display-zone";

type AppShellProps = {
  user: ShellUser;
  can: ShellCan;
  /** Name of the environment, as in "Demo" or "Production". */
  environment: string;
  zone: ShownZone;
  agencyName: string;
  views: readonly SidebarView[];
  children: ReactNode;
};

/** The frame around every page of the desk; only regions inside `main` scroll, never the body. */
export function AppShell({ user, can, environment, zone, agencyName, views, children }: AppShellProps) {
  return (
    <>
      <SkipLink />
      <div className="grid h-dvh grid-cols-[60px_minmax(0,1fr)] overflow-hidden print:block print:h-auto print:overflow-visible max-md:grid-cols-1 xl:grid-cols-[228px_minmax(0,1fr)]">
        <Sidebar user={user} can={can} agencyName={agencyName} views={views} />
        <div className="relative my-2 mr-2 flex min-h-0 min-w-0 flex-col overflow-hidden rounded-card border bg-surface shadow-panel print:m-0 print:block print:overflow-visible print:border-0 print:shadow-none max-md:m-0 max-md:rounded-none max-md:border-0 max-md:shadow-none">
          <TopBar environment={environment} can={can} zone={zone} />
          <main
            id="content"
            tabIndex={-1}
            className="flex min-h-0 flex-1 flex-col overflow-auto outline-none print:block print:overflow-visible"
          >
            {children}
          </main>
          <TabBar user={user} can={can} zone={zone} />
        </div>
      </div>
      <KeyboardShortcuts can={can} />
    </>
  );
}
