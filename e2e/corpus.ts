/* Strings that have broken programs of this kind before. */

const SQL = [
  "'", '"', "`", "\\", "';--", "' OR '1'='1", "') OR ('1'='1", '" OR ""="', "1 OR 1=1", "' UNION SELECT NULL-- ",
  "' AND SLEEP(5)-- ", "1;SELECT SLEEP(5)", "/*!50000SLEEP(5)*/", "' AND EXTRACTVALUE(1,CONCAT(0x7e,VERSION()))-- ",
  "\\u0027", "？", "id,(SELECT 1)", "id DESC,SLEEP(3)", "1 PROCEDURE ANALYSE()", "0x31", "1e309", "NaN", "Infinity",
  "-0", "9223372036854775808", "2147483648", "00", "+1", "1.0", " 1", "1 ",
]; // prettier-ignore

const OBJECTS = [
  '{"x":1}', '{"oauth_token":1}', "[]", "[[1]]", "[null]", '{"toSqlString":"x"}', '{"type":"Buffer","data":[1]}', "true",
  '{"$gt":""}', '{"__proto__":{"x":1}}', "null", "undefined", "[object Object]",
]; // prettier-ignore

const COLUMNS = [
  "oauth_token", "OAUTH_TOKEN", " oauth_token", "oauth_token ", "`oauth_token`", "bytemark_pass.oauth_token",
  "pass->oauth_token", "oauth_token as id", "constructor", "__proto__", "toString", "hasOwnProperty", "*", "1",
  "(select token from bytemark_tokens limit 1)", "oauth_tоken", "ｏauth_token", "settled_status", "payload_hash",
]; // prettier-ignore

const DATES = [
  "not-a-date", "2026-02-30", "0000-00-00", "9999-12-31T23:59:59.999999Z", "2026-03-29T02:30", "+275760-09-13",
  "2026-W01", "1", "now", "now-", "now-7", "now-7dd", "now-99999999999999999999d", "now+1e9h", "today", "TODAY",
  "today+1", "-000001-01-01T00:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T15:04:05+99:99", "2026-11-01T01:30:00",
]; // prettier-ignore

const TEXT = [
  "", " ", "\u0000", "a\u0000b", "\u202e", "e\u0301", "😀", "\ufeff", "\u2028", "%", "_", "%25", "\r\nSet-Cookie: a=b",
  "<script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "</script>", "a".repeat(129), "a".repeat(5000),
  "=1+1", "@SUM(1)", "\t=1", "＝1", "=HYPERLINK(\"http://127.0.0.1/\")", "//evil.example", "/\\evil", "../../etc/passwd",
  ",", ",,", "a,", "a,,b", Array.from({ length: 501 }, (_, n) => n).join(","), "${7*7}", "{{7*7}}",
]; // prettier-ignore

/** Escapes no honest client would send. */
export const BROKEN_ESCAPES = [
  "%FF",
  "%C0%AF",
  "%bf%27",
  "%E0%80%80",
  "%",
  "%0",
  "%zz",
  "%ED%A0%80",
  "%F5%80%80%80",
  "%00",
];

export const CORPUS: readonly string[] = [...SQL, ...OBJECTS, ...COLUMNS, ...DATES, ...TEXT];

/** Words that only a leaked error contains. */
export const INNARDS =
  /SQLSTATE|\bER_[A-Z]|sqlMessage|\berrno\b|\bknex\b|mysql|mariadb|near '|node_modules|\bat .+\(.+:\d+:\d+\)|\.(ts|js|mjs):\d+/i;
