"use client";

import { type KeyboardEvent, useId } from "react";
import type { NoteDraft } from "./note-draft";
import { readNoteDraft, type useSaveNote } from "./use-save-note";
import { FailureBanner } from "@/components/api/failure-banner";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Input } from "@/components/ui/form/input";
import { Textarea } from "@/components/ui/form/textarea";
import { NOTE_MAX, type NoteBody } from "@/lib/notes/note";

type NoteFormProps = {
  id: string;
  draft: NoteDraft;
  onDraft: (draft: NoteDraft) => void;
  saving: ReturnType<typeof useSaveNote>;
  /** The saved note; an unchanged note cannot be saved again. */
  saved?: NoteBody;
  /** Shows only the text control, as one line. */
  isFolded?: boolean;
  /** Closes the form; if left out, Escape leaves the control instead. */
  onCancel?: () => void;
};

/** The controls of one note: its text, its case, and why it cannot be saved yet. ⌘Enter saves, Escape leaves. */
export function NoteForm(props: NoteFormProps) {
  const { id, draft, onDraft, saving, isFolded = false, onCancel } = props;
  const state = stateOf(props);
  const change = (part: Partial<NoteDraft>) => {
    saving.clearFailure();
    onDraft({ ...draft, ...part });
  };
  const byKey = (event: KeyboardEvent<HTMLElement>) => {
    const isSave = event.key === "Enter" && (event.metaKey || event.ctrlKey);
    if (!isSave && event.key !== "Escape") return;
    event.preventDefault();
    if (!isSave) (onCancel ?? (() => event.currentTarget.blur()))();
    else if (state.blocker === null && !saving.isSaving) void saving.save(state.body);
  };
  return (
    <>
      <Textarea
        id={id}
        rows={isFolded ? 1 : 3}
        aria-label="Note"
        placeholder="Add a note for the next agent"
        autoComplete="off"
        value={draft.text}
        invalid={state.textError !== null}
        aria-describedby={isFolded ? undefined : `${id}-note`}
        onChange={(event) => change({ text: event.target.value })}
        onKeyDown={byKey}
        className={isFolded ? "min-h-8 resize-none overflow-hidden" : undefined}
      />
      {isFolded ? null : (
        <>
          <CaseField
            value={draft.case_ref}
            error={state.caseError}
            onChange={(case_ref) => change({ case_ref })}
            onKeyDown={byKey}
          />
          <NoteFormFoot {...props} state={state} />
        </>
      )}
    </>
  );
}

interface FormState {
  body: NoteBody;
  textError: string | null;
  caseError: string | null;
  /** Why the note cannot be saved; null if it can. */
  blocker: string | null;
}

function stateOf({ draft, saving, saved }: NoteFormProps): FormState {
  const { body, problems } = readNoteDraft(draft);
  const refused = saving.failure?.errors ?? [];
  const refusal = (field: string) => refused.find((error) => error.field === field)?.message ?? null;
  const isSame = body.text === saved?.text && body.case_ref === saved.case_ref;
  return {
    body,
    // An empty control is not an error yet.
    textError: body.text === "" ? null : (problems.text ?? refusal("text")),
    caseError: problems.case_ref ?? refusal("case_ref"),
    blocker: problems.text ?? problems.case_ref ?? (isSame ? "Nothing has changed." : null),
  };
}

type CaseFieldProps = {
  value: string;
  error: string | null;
  onChange: (value: string) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
};

function CaseField({ value, error, onChange, onKeyDown }: CaseFieldProps) {
  const id = useId();
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2">
      <label htmlFor={id} className="text-12 text-ink-2">
        Case <span className="text-ink-3">optional</span>
      </label>
      <Input
        id={id}
        value={value}
        autoComplete="off"
        spellCheck={false}
        invalid={error !== null}
        aria-describedby={error ? `${id}-note` : undefined}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="mono max-w-60 min-w-0 flex-1"
      />
      {error ? (
        <p id={`${id}-note`} className="basis-full text-12 font-medium text-bad-fg">
          {error}
        </p>
      ) : null}
    </div>
  );
}

const COUNTED_FROM = NOTE_MAX - 200;

function NoteFormFoot({ id, saving, onCancel, state }: NoteFormProps & { state: FormState }) {
  const { body, textError, blocker } = state;
  return (
    <>
      <div className="mt-2 flex flex-wrap items-center justify-end gap-2">
        <p
          id={`${id}-note`}
          className={cn("min-w-40 flex-1 text-12", textError ? "font-medium text-bad-fg" : "text-ink-3")}
        >
          {textError ?? "No card numbers or passwords"}
          {textError === null && body.text.length >= COUNTED_FROM ? (
            <span className="tabular-nums">{`, ${body.text.length} / ${NOTE_MAX}`}</span>
          ) : null}
        </p>
        {onCancel ? (
          <Button size="sm" variant="ghost" onClick={onCancel}>
            Cancel
          </Button>
        ) : null}
        <Button
          size="sm"
          variant={blocker === null ? "primary" : "default"}
          disabled={blocker !== null}
          working={saving.isSaving}
          title={blocker ?? undefined}
          aria-describedby={`${id}-note`}
          onClick={() => void saving.save(body)}
        >
          Save note
        </Button>
      </div>
      {saving.failure && saving.failure.errors.length === 0 ? (
        <FailureBanner title="The note is not saved." failure={saving.failure} className="mt-2" />
      ) : null}
    </>
  );
}
