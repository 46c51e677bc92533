import { expect, test } from "vitest";
import { accountBucket, accountName, addressBucket, maskedName } from "./account-name";

test.each([
  ["admin@example.com", "admin@example.com"],
  [" Admin@Example.COM ", "admin@example.com"],
  ["ａｄｍｉｎ＠example.com", "admin@example.com"],
])("%j names one account", (typed, name) => expect(accountName(typed)).toBe(name));

test.each([
  "",
  "admin",
  "ádmin@example.com",
  "аdmin@example.com",
  "a b@example.com",
  "a@",
  `${"a".repeat(250)}@b.example`,
])("%j names none", (typed) => expect(accountName(typed)).toBeNull());

test("all spellings of a name share one bucket, other names do not", () => {
  const spellings = [
    "admin@example.com",
    "ADMIN@example.com",
    " admin@example.com ",
    "ádmin@example.com",
    "ａｄｍｉｎ＠example.com",
  ];
  expect(new Set(spellings.map(accountBucket)).size).toBe(1);
  expect(accountBucket("admin2@example.com")).not.toBe(accountBucket("admin@example.com"));
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:0:1::5", "2001:db8:0:1::/64"],
  ["2001:0db8:0000:0001:ffff:1:2:3", "2001:db8:0:1::/64"],
  ["::1", "0:0:0:0::/64"],
  [null, "unknown"],
])("the address %j counts as %j", (address, bucket) => expect(addressBucket(address)).toBe(bucket));

test("the log shows enough of a name to recognise it and no more", () => {
  expect(maskedName("Admin@example.com")).toBe("ad•••@example.com");
  expect(maskedName("a@example.com")).toBe("a•••@example.com");
  expect(maskedName("my password")).toBe("not an address");
});
