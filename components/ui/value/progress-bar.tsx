type ProgressBarProps = {
  label: string;
  /** 0 to 100; null if the progress is unknown. */
  percent: number | null;
};

/** A bar for the progress of background work; the text beside it must say the same. */
export function ProgressBar({ label, percent }: ProgressBarProps) {
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
      className="block h-1.5 overflow-hidden rounded-full bg-sunken forced-colors:border"
    >
      <svg aria-hidden viewBox="0 0 100 1" preserveAspectRatio="none" className="block size-full">
        <rect width={percent ?? 0} height="1" className="fill-accent forced-colors:fill-[Highlight]" />
      </svg>
    </span>
  );
}
