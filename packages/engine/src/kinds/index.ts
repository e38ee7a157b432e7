export { defaultKinds } from './defaultKinds';
export { fluxDelivery } from './flux';
export { watching } from './watching';
export * from './health';
export type {
  ForeignPolicyTraits,
  KindDescriptor,
  MadePods,
  NamedSecret,
  TakenHostname,
  TeamRights,
  WatchedKind,
} from './KindDescriptor';
export { KindRegistry } from './KindRegistry';
export { customResourceDefinitions } from './apiExtensions';
export { foreignPolicyKinds, watchedKinds } from './watchedKinds';
export type { TeamKind } from './teamKinds';
export type { ReachRule, ReachView } from './reach/ReachRule';
export { withKinds } from './withKinds';
export * from './validate';
