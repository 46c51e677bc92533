/** The reader of a bulk correction and what they may do. */
export interface BulkViewer {
  id: string;
  canPlan: boolean;
  canApprove: boolean;
  canRun: boolean;
}
