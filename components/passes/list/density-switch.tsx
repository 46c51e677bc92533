"use client";

import { Rows3, Rows4 } from "lucide-react";
import type { Density } from "@/components/data-table/table-shape";
import { Segmented } from "@/components/ui/form/segmented";
import { useShortcut } from "@/components/ui/browser/use-shortcut";

const OPTIONS = [
  { value: "comfortable", label: "Comfortable", icon: <Rows3 aria-hidden /> },
  { value: "compact", label: "Compact", icon: <Rows4 aria-hidden /> },
] as const;

/** Switches between two lines per row and one (key d). */
export function DensitySwitch({
  density,
  onChange,
}: {
  density: Density;
  onChange: (density: Density) => void;
}) {
  useShortcut("d", () => onChange(density === "compact" ? "comfortable" : "compact"));
  return <Segmented label="Density" value={density} options={OPTIONS} onChange={onChange} />;
}
