/** Id of the control that takes the next note; there is one on a page. */
export const NOTE_FIELD_ID = "next-note";
