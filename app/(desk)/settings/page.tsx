import type { Metadata } from "next";
import { BulkSettings } from "@/components/settings/bulk-settings";
import { FareRulesSection } from "@/components/settings/fare-rules-section";
import { pageContext } from "@/lib/http/page-context";
import { decisive } from "@/lib/http/page-visit";
import { readSettingsPage } from "@/lib/pages/read-settings-page";

export const metadata: Metadata = { title: "Settings" };

/** Settings that everybody may read and admins may change. */
export default async function SettingsPage() {
  const ctx = await pageContext("/settings");
  const { bulk, fares } = await decisive(readSettingsPage(ctx));
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-auto max-md:pb-4">
      <div className="shrink-0 px-6 pt-4 pb-2 max-md:px-4">
        <h1>Settings</h1>
      </div>
      <BulkSettings {...bulk} />
      <FareRulesSection {...fares} />
    </div>
  );
}
