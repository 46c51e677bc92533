"use client";

import { type SyntheticEvent, useId, useState } from "react";
import { readIds } from "./pasted-ids";
import { Button } from "@/components/ui/button";
import { Field, fieldNoteId } from "@/components/ui/form/field";
import { Textarea } from "@/components/ui/form/textarea";

interface IdsEditorProps {
  label: string;
  isNumber: boolean;
  ids: readonly string[];
  onChange: (ids: string[]) => void;
}

export function IdsEditor({ label, isNumber, ids, onChange }: IdsEditorProps) {
  const id = useId();
  const [text, setText] = useState(ids.join("\n"));
  const [problem, setProblem] = useState<string | null>(null);
  const apply = (event: SyntheticEvent) => {
    event.preventDefault();
    const read = readIds(text, isNumber);
    setProblem("problem" in read ? read.problem : null);
    if ("ids" in read) onChange(read.ids);
  };
  return (
    <form onSubmit={apply} className="flex w-80 max-w-full flex-col gap-2 p-2 max-md:w-full">
      <Field
        label={label}
        htmlFor={id}
        hint="One, or many pasted: a line, comma or space between."
        error={problem ?? undefined}
      >
        <Textarea
          id={id}
          rows={4}
          value={text}
          spellCheck={false}
          autoCapitalize="off"
          invalid={problem !== null}
          aria-describedby={fieldNoteId(id)}
          className="mono"
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Button type="submit" size="sm" className="self-end">
        Apply
      </Button>
    </form>
  );
}
