import { ask, json } from "./ask";
import { expect } from "./fixtures";

export type ListRow = Record<string, string | number | boolean | null>;

interface ListPage {
  data: ListRow[];
  page: { next: string | null };
}

/** Every row of the list, page after page, as a program would read it. */
export async function walkList(search: string, cookie: string | undefined): Promise<ListRow[]> {
  const rows: ListRow[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const path: string = `/api/v1/passes?${search}&limit=200&count=none${cursor && `&cursor=${cursor}`}`;
    const answer = await ask(path, { cookie });
    expect(answer.status, answer.body.slice(0, 300)).toBe(200);
    const { data, page }: ListPage = json<ListPage>(answer);
    rows.push(...data);
    cursor = page.next;
  }
  return rows;
}
