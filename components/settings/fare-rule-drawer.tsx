"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useState } from "react";
import { type DraftReading, draftOf, type FareRuleDraft, readDraft } from "./fare-rule-draft";
import { FareRuleFields } from "./fare-rule-fields";
import { askApi } from "@/components/api/ask-api";
import { FailureBanner } from "@/components/api/failure-banner";
import { useSending } from "@/components/api/use-sending";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Drawer, DrawerContent } from "@/components/ui/overlay/drawer";
import { toast } from "@/components/ui/overlay/toast";
import type { FareRule, ProductRule } from "@/lib/fares/fare-rule";

type FareRuleDrawerProps = { product: ProductRule; agencyZone: string; onClose: () => void };

/** Edits one product's fare rule. The rule and its audit entry are saved together, or neither is. */
export function FareRuleDrawer({ product, agencyZone, onClose }: FareRuleDrawerProps) {
  const router = useRouter();
  const [draft, setDraft] = useState<FareRuleDraft>(() => draftOf(product.rule, agencyZone));
  const { isSending: isSaving, failure, send } = useSending();
  const reading = readDraft(draft);
  const obstacle = obstacleOf(reading, product.rule);
  const put = async (rule: FareRule | null) => {
    const path = `/api/v1/fare-rules/${encodeURIComponent(product.product_uuid)}`;
    const body = { provider: product.provider, rule };
    const outcome = await send(askApi(path, { method: "PATCH", body }));
    if (outcome.kind !== "done") return;
    toast.success(rule === null ? "Fare rule removed" : "Fare rule saved");
    onClose();
    router.refresh();
  };
  const save = () => {
    if (reading.rule !== null && obstacle === null && !isSaving) void put(reading.rule);
  };
  const saveByKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    save();
  };
  return (
    <Drawer open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DrawerContent
        title="Fare rule"
        description={product.product_name ?? product.product_uuid}
        onKeyDown={saveByKey}
        onInteractOutside={(event) => event.preventDefault()}
        footer={<DrawerFooter {...{ obstacle, isSaving }} onSave={save} onCancel={onClose} />}
      >
        {failure ? <FailureBanner title="Nothing was saved." failure={failure} className="mb-4" /> : null}
        <FareRuleFields
          draft={draft}
          errors={reading.errors ?? {}}
          agencyZone={agencyZone}
          onChange={setDraft}
        />
        {product.rule === null ? null : <RemoveRule isSaving={isSaving} onRemove={() => void put(null)} />}
      </DrawerContent>
    </Drawer>
  );
}

function obstacleOf({ rule, errors }: DraftReading, saved: FareRule | null): string | null {
  if (errors !== null) {
    const count = Object.keys(errors).length;
    return `Fix ${count} ${count === 1 ? "error" : "errors"} to save`;
  }
  return JSON.stringify(rule) === JSON.stringify(saved) ? "Nothing changed" : null;
}

type DrawerFooterProps = {
  obstacle: string | null;
  isSaving: boolean;
  onSave: () => void;
  onCancel: () => void;
};

function DrawerFooter({ obstacle, isSaving, onSave, onCancel }: DrawerFooterProps) {
  return (
    <div className="flex w-full flex-wrap items-center gap-2">
      <span className="min-w-0 flex-1 text-12 text-ink-2 max-md:basis-full">
        The audit log keeps before and after.
      </span>
      <Button onClick={onCancel} className="max-md:flex-1">
        Cancel
      </Button>
      <Button
        variant="primary"
        disabled={obstacle !== null}
        working={isSaving}
        onClick={onSave}
        className="max-md:flex-1"
      >
        {obstacle ?? "Save rule"}
      </Button>
    </div>
  );
}

function RemoveRule({ isSaving, onRemove }: { isSaving: boolean; onRemove: () => void }) {
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <Button variant="danger-line" className="mt-6" onClick={() => setAsking(true)}>
        Remove rule…
      </Button>
    );
  }
  return (
    <Banner
      tone="warn"
      isAlert
      title="Passes of this product will say that their rule is not known."
      className="mt-6"
      action={
        <span className="flex flex-wrap gap-2">
          <Button onClick={() => setAsking(false)}>Keep rule</Button>
          <Button variant="danger" working={isSaving} onClick={onRemove}>
            Remove rule
          </Button>
        </span>
      }
    />
  );
}
