export { ProposeDialog } from './ProposeDialog';
export type { ChangeQuestion } from './useChange';
