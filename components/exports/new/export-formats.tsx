import { FORMAT_WORDS } from "@/components/exports/export-words";
import { RadioCard } from "@/components/ui/form/radio-card";
import { FILE_FORMATS, type FileFormat } from "@/lib/exports/export";

type ExportFormatsProps = {
  format: FileFormat;
  /** There are more rows than a spreadsheet can hold. */
  isTooLong: boolean;
  onChoose: (format: FileFormat) => void;
};

export function ExportFormats({ format, isTooLong, onChoose }: ExportFormatsProps) {
  return (
    <fieldset className="mt-4 border-t pt-4">
      <legend className="sr-only">Format</legend>
      <h2 aria-hidden className="mb-2.5">
        Format
      </h2>
      <div className="grid grid-cols-2 gap-2 max-md:grid-cols-1">
        {FILE_FORMATS.map((each) => {
          const isBarred = each === "xlsx" && isTooLong;
          const { name, what } = FORMAT_WORDS[each];
          return (
            <RadioCard
              key={each}
              name="format"
              value={each}
              label={name}
              description={isBarred ? "This list has more rows than a sheet takes: 1,048,575" : what}
              checked={format === each}
              disabled={isBarred}
              onChange={() => onChoose(each)}
            />
          );
        })}
      </div>
    </fieldset>
  );
}
