export { EnforcementPanel } from './EnforcementPanel';
export { ReportOnlyNote } from './ReportOnlyNote';
