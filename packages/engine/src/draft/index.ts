export type { DraftCluster, DraftNote } from './DraftCluster';
export {
  type DraftNamespace,
  draftPlatform,
  type PlatformDraft,
} from './draftPlatform';
