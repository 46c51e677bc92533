import { cn } from "@/components/ui/class-names";
import { Input } from "@/components/ui/form/input";

/** With fewer notes, reading is faster than searching. */
export const SEARCHED_FROM = 4;

type NoteSearchProps = {
  words: string;
  onWords: (words: string) => void;
  found: number;
  className?: string;
};

/** Filters the notes of a record as the reader types. The search never leaves the page. */
export function NoteSearch({ words, onWords, found, className }: NoteSearchProps) {
  return (
    <div className={cn("flex items-center gap-2", className)}>
      <Input
        type="search"
        aria-label="Search these notes"
        placeholder="Search these notes"
        autoComplete="off"
        value={words}
        onChange={(event) => onWords(event.target.value)}
        className="min-w-0 flex-1"
      />
      <span role="status" className="shrink-0 text-12 text-ink-3 tabular-nums">
        {words.trim() === "" ? "" : `${found} found`}
      </span>
    </div>
  );
}
