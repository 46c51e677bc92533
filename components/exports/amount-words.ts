import { formatSize } from "./export-words";
import type { ExactCount } from "@/components/passes/query/use-exact-count";
import { formatCount, formatDuration } from "@/lib/format";

/* The rate of an idle machine; a busy one takes longer. */
const ROWS_PER_S = 200_000;

/** How large a new export will be and about how long it will take, once its rows are counted. */
export function amountWords(count: ExactCount, bytes_per_row: number | null): string {
  switch (count.state) {
    case "counted": {
      const rows = `${formatCount(count.value)} ${count.value === 1 ? "row" : "rows"}`;
      const seconds = count.value / ROWS_PER_S;
      const time = seconds < 1 ? "under 1\u00a0s" : `about ${formatDuration(Math.ceil(seconds) * 1000)}`;
      const size = bytes_per_row === null || count.value === 0 ? "" : `, about ${formatSize(count.value * bytes_per_row)}`; // prettier-ignore
      return `${rows}${size}, ${time}`;
    }
    case "refused":
      return "The rows are counted while it runs";
    default:
      return "Counting the rows…";
  }
}
