/** What a typed search may be. Each kind is looked up in its own way. */
export type SearchKind = "serial" | "number" | "provider_id" | "reference" | "email" | "phone" | "name";

export interface Recognised {
  kind: SearchKind;
  /** The text as the database stores it. */
  value: string;
  /** For people: "Serial", "E-mail". */
  label: string;
}

const LABEL: Record<SearchKind, string> = {
  serial: "Serial",
  number: "Portal row or rider",
  provider_id: "Pass, order or event ID",
  reference: "Order reference",
  email: "Email",
  phone: "Phone",
  name: "Rider name",
};

/** Kinds that are personal data. They never go into a URL. */
export const PERSONAL_KINDS: ReadonlySet<SearchKind> = new Set(["email", "phone", "name"]);

const SERIAL = /^(\d{4})[- ]?(\d{4})[- ]?(\d{4})[- ]?(\d{4})$/;
const PHONE = /^\+?[\d\s().-]{10,20}$/;
/*
 * A printed order number, "T0000842-194". Its letter is not hexadecimal, so it never looks like the start of a provider
 * id.
 */
const REFERENCE = /^[g-z]\d{5,12}(-\d{1,6})?$/i;
/* A whole provider id or its beginning: lists show the first eight characters. */
const PROVIDER_ID = /^(?=.*\d)[0-9a-z][0-9a-z-]{5,127}$/i;

/** Recognizes what `text` is, by its form alone. A text of no known form is a name. Pure. */
export function recognise(text: string): Recognised {
  const value = text.trim().replace(/\s+/g, " ");
  const as = (kind: SearchKind, stored: string): Recognised => ({ kind, value: stored, label: LABEL[kind] });
  const serial = SERIAL.exec(value);
  if (serial) return as("serial", serial.slice(1).join("-"));
  if (value.includes("@")) return as("email", value.toLowerCase());
  if (/^\d{1,9}$/.test(value)) return as("number", String(Number(value)));
  const digits = value.replace(/\D/g, "");
  if (PHONE.test(value) && digits.length >= 10 && digits.length <= 15)
    return as("phone", nationalNumber(digits));
  if (REFERENCE.test(value)) return as("reference", value.toUpperCase());
  if (PROVIDER_ID.test(value)) return as("provider_id", value);
  return as("name", value);
}

/** Phone digits without the 1 of North America; other countries keep their code. */
export function nationalNumber(digits: string): string {
  return digits.length === 11 && digits.startsWith("1") ? digits.slice(1) : digits;
}
