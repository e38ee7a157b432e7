export * from './gitlabProject';
export * from './ReviewHosts';
export type { Review, ReviewState } from './hosts';
