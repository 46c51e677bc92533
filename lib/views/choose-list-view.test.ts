import { describe, expect, it } from "vitest";
import { chooseListView, viewAddress, viewToOpen } from "./choose-list-view";
import type { View } from "./view";

const AT = { now: new Date("2026-11-22T18:30:00.000Z"), zone: "America/Chicago" };
const at = (text: string) => new URLSearchParams(text);

function view(id: string, search: string, more: Partial<View> = {}): View {
  const times = { created_on: "2026-11-22T00:00:00.000Z", modified_on: "2026-11-22T00:00:00.000Z" };
  const owner = { id: "1", name: "Ana" };
  return { id, name: `View ${id}`, scope: "private", owner, search, columns: null, is_default: false, can_change: true, ...times, ...more }; // prettier-ignore
}

describe("which view the list opens with", () => {
  const plain = view("12", "status=USING");
  const standard = view("13", "flag=drift", { is_default: true });

  it.each([
    ["", "13"],
    ["view=12", "12"],
    ["view=all", undefined],
    ["view=99", undefined],
    ["view=12&status=USABLE", undefined],
    ["status=USING", undefined],
  ])("at %j is %j", (address, id) => {
    expect(viewToOpen([plain, standard], at(address))?.id).toBe(id);
  });

  it("is none where nobody chose a default", () => {
    expect(viewToOpen([plain], at(""))).toBeNull();
  });

  it("has an address that opens no view a second time", () => {
    const kept = view("12", "status=USABLE%2CUSING&expiration%5Bgte%5D=now", { columns: "pass_uuid,status" });
    const address = viewAddress(kept);
    expect(address).toBe("view=12&status=USABLE,USING&expiration[gte]=now&columns=pass_uuid,status");
    expect(viewToOpen([kept], at(address))).toBeNull();
  });

  it("names the one in the address, and says when it is gone", () => {
    const views = [plain, standard];
    const choose = (address: string) => chooseListView(views, at(address), { ...AT, products: [] });
    expect(choose("view=12&status=USABLE")).toMatchObject({
      open_id: "12",
      is_gone: false,
      has_default: true,
    });
    expect(choose("view=99&status=USABLE")).toMatchObject({ open_id: null, is_gone: true });
    expect(choose("view=all")).toMatchObject({ open_id: null, is_gone: false });
  });

  it("offers each with what still means something, and with what does not", () => {
    const [old] = chooseListView([view("1", "status=USING,FROZEN")], at(""), { ...AT, products: [] }).saved;
    expect(old).toMatchObject({ search: "status=USING", dropped: [{ what: "Status FROZEN" }] });
  });
});
