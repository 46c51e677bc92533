import { expect, test } from "vitest";
import { clientAddress, resolveAddress, stampAddress } from "./client-address";

test("without proxies of ours a forwarded address is never believed", () => {
  expect(resolveAddress("10.0.0.9", "1.2.3.4", 0)).toBe("10.0.0.9");
  expect(resolveAddress("10.0.0.9", undefined, 0)).toBe("10.0.0.9");
});

test("behind proxies it is counted from the right, where only they can write", () => {
  expect(resolveAddress("127.0.0.1", "6.6.6.6, 1.2.3.4", 1)).toBe("1.2.3.4");
  expect(resolveAddress("127.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", 2)).toBe("1.2.3.4");
  expect(resolveAddress("127.0.0.1", "2001:db8::1", 1)).toBe("2001:db8::1");
});

test("a list too short, or with something that is no address, leaves the connection's own", () => {
  expect(resolveAddress("127.0.0.1", "1.2.3.4", 2)).toBe("127.0.0.1");
  expect(resolveAddress("127.0.0.1", "1.2.3.4, <script>", 1)).toBe("127.0.0.1");
  expect(resolveAddress(undefined, undefined, 1)).toBeNull();
});

test("only the stamped header is read, and nobody outside can name it", () => {
  const headers: Record<string, string> = {
    "x-forwarded-for": "6.6.6.6",
    "x-real-ip": "6.6.6.6",
    forwarded: "for=6.6.6.6",
  };
  expect(clientAddress(new Headers(headers))).toBeNull();
  stampAddress(headers, "1.2.3.4");
  expect(clientAddress(new Headers(headers))).toBe("1.2.3.4");
  expect(Object.keys(headers).at(-1)).toMatch(/-[0-9a-f]{24}$/);
});
