/** Id of the place in the top bar that a page tells its age in. */
export const LOADED_AGO_SLOT = "page-age";
