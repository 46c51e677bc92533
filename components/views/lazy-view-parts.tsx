"use client";

import dynamic from "next/dynamic";

// Fetched when wanted: the first page may load so much and no more.

export const ViewBanner = dynamic(() => import("./view-banner").then((banner) => banner.ViewBanner));

export const ViewDialog = dynamic(() => import("./view-dialog").then((dialog) => dialog.ViewDialog), {
  ssr: false,
});
