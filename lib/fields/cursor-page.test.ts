import fc from "fast-check";
import { expect, test } from "vitest";
import { cursorPage, type IdPosition, keysetAt } from "./cursor-page";

type Keyset = ReturnType<typeof keysetAt>;
type Read = (ids: readonly number[], keyset: Keyset) => number[];

/* Newest first, as the queries of the lists read. */
const readIds: Read = (ids, { after, backward, limit }) => {
  const ordered = ids.toSorted((a, b) => (backward ? a - b : b - a));
  const beyond = (id: number) => (backward ? id > Number(after) : id < Number(after));
  return ordered.filter((id) => after === null || beyond(id)).slice(0, limit);
};

function pageAt(ids: readonly number[], limit: number, cursor: string | null, read: Read) {
  const position = cursor === null ? null : (JSON.parse(cursor) as IdPosition);
  return cursorPage({
    rows: read(ids, keysetAt(position, limit)),
    limit,
    position,
    cursorAt: (id, backward) => JSON.stringify({ id: String(id), backward } satisfies IdPosition),
  });
}

/* The pages from `cursor` on, until a page has no cursor in that direction. */
function walk(
  ids: readonly number[],
  limit: number,
  way: "next" | "prev",
  start: string | null,
  read = readIds,
) {
  const pages: number[][] = [];
  let last = start;
  let cursor: string | null = start;
  do {
    const { shown, page } = pageAt(ids, limit, cursor, read);
    pages.push(shown);
    last = cursor;
    cursor = page[way];
  } while (cursor !== null);
  return { pages, last };
}

const idsOf = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 40 });
const limitOf = fc.integer({ min: 1, max: 12 });

test("walking next shows every row once, and walking prev from the end shows the same pages", () => {
  fc.assert(
    fc.property(idsOf, limitOf, (ids, limit) => {
      const forward = walk(ids, limit, "next", null);
      expect(forward.pages.flat()).toEqual(ids.toSorted((a, b) => b - a));
      const back = walk(ids, limit, "prev", forward.last);
      expect(back.pages.toReversed()).toEqual(forward.pages);
      const turned = pageAt(ids, limit, back.last, readIds).page.next;
      const rest = turned === null ? [] : walk(ids, limit, "next", turned).pages;
      expect(rest).toEqual(forward.pages.slice(1));
    }),
  );
});

test("control: a read without the one row more ends after its first page", () => {
  const tooFew: Read = (ids, keyset) => readIds(ids, { ...keyset, limit: keyset.limit - 1 });
  expect(walk([1, 2, 3, 4, 5], 2, "next", null).pages).toEqual([[5, 4], [3, 2], [1]]);
  expect(walk([1, 2, 3, 4, 5], 2, "next", null, tooFew).pages).toEqual([[5, 4]]);
});

test("a list that is only walked forward has no cursor back", () => {
  const cursorAt = (id: number) => JSON.stringify({ id });
  expect(cursorPage({ rows: [7, 8, 9], limit: 2, position: null, cursorAt })).toEqual({
    shown: [7, 8],
    page: { next: '{"id":8}', prev: null, limit: 2 },
  });
  expect(cursorPage({ rows: [9], limit: 2, position: null, cursorAt }).page.next).toBeNull();
});

test("a page that has lost all its rows has no cursors", () => {
  for (const backward of [false, true]) {
    const position = { backward };
    const { shown, page } = cursorPage({ rows: [], limit: 2, position, cursorAt: String });
    expect([shown, page]).toEqual([[], { next: null, prev: null, limit: 2 }]);
  }
});
