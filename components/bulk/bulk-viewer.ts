/** Who looks at a bulk correction, and what they may do with one. */
export interface BulkViewer {
  id: string;
  canPlan: boolean;
  canApprove: boolean;
  canRun: boolean;
}
