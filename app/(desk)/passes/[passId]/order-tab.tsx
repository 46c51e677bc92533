import { PassOrderPanel } from "@/components/passes/detail/pass-order-panel";
import type { PassTab } from "@/components/passes/detail/pass-tabs";
import type { Context } from "@/lib/context";
import { getPassOrder } from "@/lib/passes/get-pass-order";
import type { Pass } from "@/lib/passes/pass";
import { providerName } from "@/lib/passes/provider-name";

/** What the pass was bought with. */
export async function orderTab(ctx: Context, pass: Pass): Promise<PassTab> {
  const orders = await getPassOrder(ctx, pass.id);
  return {
    id: "order",
    label: "Order & payment",
    content: (
      <PassOrderPanel
        orders={orders}
        provider={providerName(pass.provider)}
        riderName={(id) => (id === pass.user_id && pass.rider ? pass.rider.display_name : `Rider ${id}`)}
        zone={ctx.shownZone}
        now={ctx.clock.now()}
      />
    ),
  };
}
