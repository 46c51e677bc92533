/** Id of the element in the top bar where a page shows its age. */
export const LOADED_AGO_SLOT = "page-age";
