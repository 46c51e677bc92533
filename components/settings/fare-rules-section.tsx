import { Tag } from "@/components/ui/value/tag";
import { EditRuleButton } from "./edit-rule-button";
import { activationText, shelfLifeText, windowText } from "./fare-rule-words";
import { LoadedAgo } from "@/components/ui/time/loaded-ago";
import { TimeText } from "@/components/ui/time/time-text";
import { formatTime, formatTimeTitle, headTailId, zoneLabel } from "@/lib/format";
import type { ProductRule } from "@/lib/fares/fare-rule";

export type FareRulesSectionProps = {
  products: readonly ProductRule[];
  canChange: boolean;
  /** The reader's role, said where it keeps an act away. */
  role: string;
  agencyZone: string;
  zone: string;
  now: string;
};

/** What each product's ticket allows, and who may change it. */
export function FareRulesSection(props: FareRulesSectionProps) {
  const { products, canChange, role, zone, now } = props;
  return (
    <section aria-labelledby="fare-rules" className="min-w-0">
      <LoadedAgo now={now} />
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-6 pt-2 pb-3 max-md:px-4">
        <h2 id="fare-rules">Fare rules</h2>
        <p className="text-ink-3">
          They explain a pass. What the provider says of its end always counts more.{" "}
          {canChange ? null : `Admins change them. Your role is ${role}.`}
        </p>
        <span className="ml-auto text-12 text-ink-3 max-md:ml-0">{zoneLabel(zone, now)}</span>
      </div>
      {products.length === 0 ? (
        <p className="px-6 py-4 text-ink-2 max-md:px-4">
          No product is known yet. Products come with the first passes.
        </p>
      ) : (
        <RulesTable {...props} />
      )}
    </section>
  );
}

function RulesTable({ products, canChange, agencyZone, zone, now }: FareRulesSectionProps) {
  return (
    <table className="table max-md:block">
      <caption className="sr-only">Fare rules by product</caption>
      <thead className="max-md:sr-only">
        <tr>
          <th scope="col">Product</th>
          <th scope="col">Ride window</th>
          <th scope="col">Unused, it keeps</th>
          <th scope="col">First use</th>
          <th scope="col">Source</th>
          <th scope="col">Changed</th>
          {canChange ? (
            <th scope="col">
              <span className="sr-only">Change</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody className="max-md:block">
        {products.map((product) => (
          <tr
            key={`${product.provider} ${product.product_uuid}`}
            className="max-md:relative max-md:flex max-md:flex-col max-md:gap-0.5 max-md:border-b max-md:px-4 max-md:py-2.5 max-md:[&>td]:h-auto max-md:[&>td]:border-0 max-md:[&>td]:p-0"
          >
            <RuleCells product={product} />
            <td className="whitespace-nowrap text-ink-2 tabular-nums">
              {product.modified_on ? <OnPhone>Changed </OnPhone> : null}
              {product.modified_on ? (
                <TimeText
                  iso={product.modified_on}
                  text={formatTime(product.modified_on, { zone, now })}
                  title={formatTimeTitle(product.modified_on, { zone })}
                />
              ) : null}
            </td>
            {canChange ? (
              <td className="text-right max-md:absolute max-md:top-2.5 max-md:right-4">
                <EditRuleButton product={product} agencyZone={agencyZone} />
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/* Where the columns are stacked, their heads are not seen. */
const OnPhone = ({ children }: { children: string }) => (
  <span aria-hidden className="text-ink-3 md:hidden">
    {children}
  </span>
);

function RuleCells({ product: { product_name, product_uuid, rule } }: { product: ProductRule }) {
  const name = (
    <td className="max-md:min-h-11 max-md:pr-28">
      <span className="font-medium">{product_name ?? "Product without a name"}</span>{" "}
      <span className="mono block text-12 text-ink-3">{headTailId(product_uuid)}</span>
    </td>
  );
  if (rule === null) {
    return (
      <>
        {name}
        <td colSpan={4} className="text-ink-3">
          We do not know the rule for this product
        </td>
      </>
    );
  }
  return (
    <>
      {name}
      <td>
        <span className="inline-flex flex-wrap items-center gap-1.5">
          {windowText(rule)}
          {rule.is_assumed ? <Tag tone="warn">Assumed</Tag> : null}
          {rule.is_reward ? <Tag tone="accent">Reward</Tag> : null}
        </span>
      </td>
      <td className="tabular-nums">
        <OnPhone>Unused, it keeps</OnPhone> {shelfLifeText(rule)}
      </td>
      <td>
        <OnPhone>First use</OnPhone> {activationText(rule)}
      </td>
      <td className="max-w-72 break-words text-ink-2">{rule.source ?? "Not recorded"}</td>
    </>
  );
}
