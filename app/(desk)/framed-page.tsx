import { forbidden } from "next/navigation";
import { type ComponentType, Suspense } from "react";
import { PageRefused } from "@/components/ui/page/page-refused";
import { isAllowed } from "@/lib/auth/authorize";
import type { AskedAct } from "@/lib/acts";
import type { Context } from "@/lib/context";
import { pageContext } from "@/lib/http/page-context";
import { type PageParameters, toSearch } from "@/lib/http/page-search";
import { decisive } from "@/lib/http/page-visit";
import type { Refused } from "@/lib/pages/refused";

interface FramedPage<P extends object> {
  path: string;
  act: AskedAct;
  read: (ctx: Context, search: URLSearchParams) => Promise<P | Refused>;
  Page: ComponentType<NoInfer<P>>;
  Skeleton: ComponentType;
  /** Said when the address cannot be read, with the way back to `path`. */
  refused: { title: string; back: string };
}

/**
 * A page at `path` for those who may `act`. Refuses with status 403 before anything streams, since the status could not
 * change afterwards; then shows the skeleton until `read` answers.
 */
export function framedPage<P extends object>({ path, act, Skeleton, ...frame }: FramedPage<P>) {
  return async function Framed({ searchParams }: { searchParams: Promise<PageParameters> }) {
    const search = toSearch(await searchParams);
    const ctx = await pageContext(search.size > 0 ? `${path}?${search}` : path);
    if (!isAllowed(ctx, act)) forbidden();
    return (
      <Suspense fallback={<Skeleton />}>
        <Content {...frame} path={path} ctx={ctx} search={search} />
      </Suspense>
    );
  };
}

async function Content<P extends object>(
  props: Omit<FramedPage<P>, "act" | "Skeleton"> & { ctx: Context; search: URLSearchParams },
) {
  const { path, read, Page, refused, ctx, search } = props;
  const page = await decisive(read(ctx, search));
  if (!isRefused(page)) return <Page {...page} />;
  return (
    <PageRefused
      why="address"
      title={refused.title}
      body={page.message}
      goTo={{ href: path, label: refused.back }}
    />
  );
}

const isRefused = (page: object): page is Refused => "kind" in page && page.kind === "refused";
