/** Parses RFC 4180 text into records; throws on anything the grammar forbids. Shares no code with the writer. */
export function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      for (at += 1; ; at += 1) {
        if (at >= text.length) throw new Error("unterminated quotes");
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') {
          cell += '"';
          at += 1;
        } else break;
      }
      at += 1;
    } else {
      while (at < text.length && text[at] !== "," && text[at] !== "\r" && text[at] !== "\n") {
        if (text[at] === '"') throw new Error("quote inside a bare cell");
        cell += text[at];
        at += 1;
      }
    }
    record.push(cell);
    if (text.startsWith("\r\n", at)) {
      records.push(record);
      record = [];
      at += 2;
      if (at === text.length) return records;
    } else if (text[at] === ",") at += 1;
    else throw new Error(`line end or comma expected at ${at}`);
  }
  if (record.length > 0) throw new Error("last record has no line end");
  return records;
}
