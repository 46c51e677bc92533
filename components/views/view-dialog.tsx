"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import { useList } from "@/components/passes/query/list-context";
import { FailureBanner } from "@/components/api/failure-banner";
import { useChangeKey } from "@/components/api/use-change-key";
import { useSending } from "@/components/api/use-sending";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/overlay/dialog";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { RadioCard } from "@/components/ui/form/radio-card";
import { toast } from "@/components/ui/overlay/toast";
import { addView, changeView, type ViewOutcome } from "./send-view";
import { keptState, shownView } from "./shown-view";
import type { ListViews } from "@/lib/views/choose-list-view";
import { LONGEST_NAME, type ViewScope } from "@/lib/views/view";

interface ViewDialogProps {
  /** `save` saves the list as it is; `rename` renames the view that is shown. */
  task: "save" | "rename";
  opener: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  views: ListViews;
  canShare: boolean;
}

const LOOK = { save: "Save view", rename: "Rename view" } as const;

export function ViewDialog({ task, opener, isOpen, onOpenChange, views, canShare }: ViewDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        opener={opener}
        title={LOOK[task]}
        description={task === "save" ? "Filters, sort and columns, as the list shows them now." : undefined}
      >
        <ViewForm {...{ task, views, canShare }} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

type ViewFormProps = Pick<ViewDialogProps, "task" | "views" | "canShare"> & { onDone: () => void };

function ViewForm({ task, views, canShare, onDone }: ViewFormProps) {
  const list = useList();
  const { saved, isEdited } = shownView(list, views);
  const [name, setName] = useState(task === "rename" ? (saved?.name ?? "") : "");
  const [scope, setScope] = useState<ViewScope>("private");
  const [isDefault, setDefault] = useState(false);
  const defaultId = useId();
  const { failure, isSending, save } = useSaving(onDone);
  const keys = useChangeKey();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (task === "rename" && saved) return save(changeView(saved.id, { name }), "Renamed");
    const view = { name, scope, is_default: isDefault, ...keptState(list) };
    return save(addView(view, keys.of(view)), "Saved");
  };
  const canUpdate = task === "save" && isEdited && saved?.can_change === true;
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <NameField name={name} onChange={setName} />
      {task === "save" && canShare ? <ScopeField scope={scope} onChange={setScope} /> : null}
      {task === "save" ? (
        <label htmlFor={defaultId} className="flex min-h-6 items-center gap-2 max-md:min-h-11">
          <Checkbox
            id={defaultId}
            checked={isDefault}
            onChange={(event) => setDefault(event.target.checked)}
          />
          <span>Open the list with this view</span>
        </label>
      ) : null}
      {failure ? <FailureBanner failure={failure} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose asChild>
          <Button variant="ghost">Cancel</Button>
        </DialogClose>
        {canUpdate ? (
          <Button
            working={isSending}
            className="max-w-full"
            onClick={() => void save(changeView(saved.id, keptState(list)), "Updated")}
          >
            <span className="truncate">Update “{saved.name}”</span>
          </Button>
        ) : null}
        <Button type="submit" variant="primary" working={isSending} disabled={name.trim() === ""}>
          {canUpdate ? "Save as new" : "Save"}
        </Button>
      </div>
    </form>
  );
}

/* Saves once at a time. Afterwards, the list shows the saved view, and everything that lists views is read again. */
function useSaving(onDone: () => void) {
  const { apply } = useList();
  const router = useRouter();
  const { failure, isSending, send } = useSending();
  const save = async (asked: Promise<ViewOutcome>, verb: string) => {
    const outcome = await send(asked);
    if (outcome.kind !== "done") return;
    const { id, name } = outcome.answer.data;
    toast.success(`${verb} “${name}”`);
    onDone();
    apply({ view: id });
    router.refresh();
  };
  return { failure, isSending, save };
}

function NameField({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  // The name takes the focus; otherwise the close button would.
  useEffect(() => input.current?.select(), []);
  return (
    <Field label="Name" htmlFor={id}>
      <Input
        ref={input}
        id={id}
        value={name}
        maxLength={LONGEST_NAME}
        autoComplete="off"
        required
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

function ScopeField({ scope, onChange }: { scope: ViewScope; onChange: (scope: ViewScope) => void }) {
  const name = useId();
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="mb-1.5 text-12 font-medium">Who sees it</legend>
      {(["private", "team"] as const).map((each) => (
        <RadioCard
          key={each}
          name={name}
          label={each === "private" ? "Only me" : "The team"}
          checked={scope === each}
          onChange={() => onChange(each)}
        />
      ))}
    </fieldset>
  );
}
