import fc from "fast-check";
import { expect, test } from "vitest";
import { maskEmail, maskPhone } from "./contact-masks";

test.each([
  ["denise.okafor@example.com", "de•••@example.com"],
  ["ab@example.com", "a•••@example.com"],
  ["@example.com", null],
  ["no mail", null],
  ["", null],
  [null, null],
])("%s is shown as %s", (email, shown) => expect(maskEmail(email)).toBe(shown));

test.each([
  ["+17135550147", "•••• ••• 0147"],
  ["(713) 555-0147", "•••• ••• 0147"],
  ["0147", "•••• ••• ••••"],
  ["55-50147", "•••• ••• 0147"],
  ["550147", "•••• ••• ••••"],
  ["", null],
  [null, null],
])("%s is shown as %s", (phone, shown) => expect(maskPhone(phone)).toBe(shown));

test("a mask never shows more than two characters of a name or four digits of a number", () => {
  fc.assert(
    fc.property(fc.emailAddress(), fc.stringMatching(/^\+?\d{7,15}$/), (email, phone) => {
      const local = email.slice(0, email.lastIndexOf("@"));
      expect(maskEmail(email)?.split("•••")[0]).toBe(local.slice(0, local.length > 2 ? 2 : 1));
      expect(maskPhone(phone)?.replace(/\D/g, "")).toBe(phone.replace(/\D/g, "").slice(-4));
    }),
  );
});
