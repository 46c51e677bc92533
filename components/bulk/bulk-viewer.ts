export interface BulkViewer {
  id: string;
  canPlan: boolean;
  canApprove: boolean;
  canRun: boolean;
}
