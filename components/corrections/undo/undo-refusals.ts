export const UNDO_REFUSALS = {
  role: {
    why: "role",
    title: "You cannot undo corrections",
    body: "Your role reads passes. An admin can undo this one; send them its link.",
  },
  unknown: {
    why: "nothing",
    title: "No such correction of this pass",
    body: "The link may be cut, or it belongs to another pass. The timeline has every correction.",
  },
  archived: {
    why: "nothing",
    title: "This pass is archived",
    body: "Restore it first, then undo its correction.",
  },
} as const;
