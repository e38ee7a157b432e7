export { carryOver, changesBetween } from './changesBetween';
export { changeTitle } from './changeTitle';
export { JUST_BEFORE, justBefore } from './justBefore';
export { mergeAll, mergeChanges, threadOf } from './mergeChanges';
export * from './Observation';
export { observe } from './observe';
export { commitChanges, observedCommits } from './observedCommits';
export type { ObservedCommit } from './observedCommits';
export { commitSubject, plainLine } from './plainLine';
