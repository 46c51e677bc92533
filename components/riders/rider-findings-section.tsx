import { Banner } from "@/components/ui/banner";
import type { RiderFinding } from "@/lib/riders/rider-finding";

export function RiderFindingsSection({ findings }: { findings: readonly RiderFinding[] }) {
  if (findings.length === 0) return null;
  const urgent = findings.filter((finding) => finding.tone !== "info");
  const calm = findings.filter((finding) => finding.tone === "info");
  return (
    <section aria-label="Findings" className="mt-4 flex flex-col gap-2">
      {urgent.map((finding) => (
        <Banner
          key={finding.code}
          tone={finding.tone}
          title={`${finding.headline}.`}
          action={<FindingLink finding={finding} />}
        >
          {finding.detail} {finding.next_step}
        </Banner>
      ))}
      {calm.length > 0 ? (
        <ul className="rounded-control bg-sunken px-3 py-2 text-12 text-ink-2">
          {calm.map((finding) => (
            <li key={finding.code} className="flex items-start justify-between gap-3 py-0.5">
              <span className="min-w-0">
                <b className="font-medium text-ink">{finding.headline}.</b> {finding.detail}
              </span>
              <FindingLink finding={finding} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/* A plain link within the page, because `useHash` needs the browser's own `hashchange` event. */
function FindingLink({ finding: { href, headline } }: { finding: RiderFinding }) {
  if (href === null) return null;
  return (
    <a
      href={href}
      aria-label={`Show: ${headline}`}
      className="link inline-flex min-h-6 shrink-0 items-center rounded-tag px-1 max-md:min-h-11"
    >
      Show
    </a>
  );
}
