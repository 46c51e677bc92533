import { FoundOrders } from "./found-orders";
import { FoundPasses } from "./found-passes";
import { foundWords } from "./found-places";
import { FoundRiders } from "./found-riders";
import { MissingValues } from "./missing-values";
import { dateWords, recognisedWords } from "./recognised-words";
import { Banner } from "@/components/ui/banner";
import { Tag } from "@/components/ui/value/tag";
import { TimeText } from "@/components/ui/time/time-text";
import type { ShownZone } from "@/lib/display-zone";
import { formatCount, formatTime, formatTimeTitle } from "@/lib/format";
import type { SearchResult } from "@/lib/search/search-result";

type LookUpResultProps = { result: SearchResult; at: string; zone: ShownZone };

export function LookUpResult({ result, at, zone }: LookUpResultProps) {
  const time = { zone: zone.shown, now: zone.now };
  const words = recognisedWords({ recognised: result.recognised, dates: [] }, time);
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <div className="flex flex-col gap-2">
        <p role="status">
          <b>{foundWords(result)}.</b>{" "}
          {words === "" ? "No ID, contact or name recognised." : `Recognised ${words}.`}{" "}
          <span className="text-ink-3">
            Looked up{" "}
            <TimeText
              iso={at}
              text={formatTime(at, time)}
              title={formatTimeTitle(at, { zone: zone.shown })}
            />
          </span>
        </p>
        {result.dates.length > 0 ? <Dates dates={result.dates} zone={zone} /> : null}
        {result.over_limit > 0 ? (
          <Banner tone="warn" className="max-w-190">
            {formatCount(result.over_limit)} values beyond the first 500 were not looked up. Look them up
            next.
          </Banner>
        ) : null}
        {result.truncated ? (
          <Banner className="max-w-190">
            More was found than is shown. At most 50 of each kind are listed.
          </Banner>
        ) : null}
      </div>
      {result.riders.length > 0 ? <FoundRiders riders={result.riders} /> : null}
      {result.passes.length > 0 ? (
        <FoundPasses passes={result.passes} total={result.total} zone={zone} />
      ) : null}
      {result.orders.length > 0 ? <FoundOrders orders={result.orders} zone={zone} /> : null}
      {result.not_found.length > 0 ? <MissingValues values={result.not_found} /> : null}
    </div>
  );
}

function Dates({ dates, zone }: { dates: SearchResult["dates"]; zone: ShownZone }) {
  const time = { zone: zone.shown, now: zone.now };
  return (
    <p className="flex flex-wrap items-center gap-1.5 text-12 text-ink-2">
      Days and times in the text:
      {dates.map((date) => (
        <Tag key={date.text} tone={date.is_repeated ? "warn" : "neutral"}>
          {dateWords(date, time)}
          {date.is_repeated ? ", shown twice that night" : null}
        </Tag>
      ))}
    </p>
  );
}
