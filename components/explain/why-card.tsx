import { ExplainBody, type ExplainBodyProps } from "./explain-body";
import { AnotherTimeButton, ExplainSwitch } from "./explain-switch";

export function PassWhyCard({ passId, ...body }: ExplainBodyProps & { passId: string }) {
  return (
    <section aria-labelledby="why" className="mt-4 overflow-hidden rounded-card border">
      <ExplainSwitch passId={passId} zone={body.zone} now={body.now}>
        <ExplainBody {...body} action={<AnotherTimeButton />} />
      </ExplainSwitch>
    </section>
  );
}
