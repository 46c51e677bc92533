import { listQuery } from "@/lib/fields/list-query";
import { wholeNumber } from "@/lib/fields/parameter";

export const SAMPLE_QUERY = listQuery("/bulk-corrections/{bulkId}", {
  sample: wholeNumber({ least: 0, most: 9999, absent: 0 }, "Which sample of the passes is shown."),
});
