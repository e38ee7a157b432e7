import type { DeployingParts } from '../deploying/DeployingParts';

/** What taking back changes needs of the rest. */
export type RevertingParts = Pick<
  DeployingParts,
  | 'access'
  | 'authorOf'
  | 'directory'
  | 'git'
  | 'previews'
  | 'publisher'
  | 'requestIndex'
  | 'revisions'
  | 'trees'
>;
