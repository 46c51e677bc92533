"use client";

import { Pencil } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ProductRule } from "@/lib/fares/fare-rule";

const FareRuleDrawer = dynamic(() => import("./fare-rule-drawer").then((module) => module.FareRuleDrawer), {
  ssr: false,
});

type EditRuleButtonProps = { product: ProductRule; agencyZone: string };

export function EditRuleButton({ product, agencyZone }: EditRuleButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const act = product.rule === null ? "Set" : "Change";
  return (
    <>
      <Button
        size="sm"
        icon={<Pencil aria-hidden />}
        aria-label={`${act} the rule of ${product.product_name ?? product.product_uuid}…`}
        onClick={() => setOpen(true)}
      >
        {act}…
      </Button>
      {isOpen ? (
        <FareRuleDrawer product={product} agencyZone={agencyZone} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}
