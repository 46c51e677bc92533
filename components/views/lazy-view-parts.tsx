"use client";

import dynamic from "next/dynamic";

// Loaded when needed, because the size of the first load is limited.

export const ViewBanner = dynamic(() => import("./view-banner").then((banner) => banner.ViewBanner));

export const ViewDialog = dynamic(() => import("./view-dialog").then((dialog) => dialog.ViewDialog), {
  ssr: false,
});
