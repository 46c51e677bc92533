"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/overlay/menu";

const FORMATS = [
  { format: "csv", label: "CSV" },
  { format: "csv-excel", label: "CSV for Excel" },
  { format: "ndjson", label: "JSON lines" },
] as const;

/** Exports the entries that match the filters. `search`: the filters as URL parameters. */
export function AuditExportMenu({ search }: { search: string }) {
  const href = (format: string) =>
    `/api/v1/audit/export?${search === "" ? "" : `${search}&`}format=${format}`;
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button icon={<Download aria-hidden />}>Export</Button>
      </MenuTrigger>
      <MenuContent align="end">
        {FORMATS.map(({ format, label }) => (
          <MenuItem key={format} asChild>
            <a href={href(format)} download>
              {label}
            </a>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
