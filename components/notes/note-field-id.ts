/** Id of the field for a new note; a page has only one. */
export const NOTE_FIELD_ID = "next-note";
