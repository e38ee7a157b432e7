export * from './argocd';
export * from './model';
export * from './kinds';
export * from './platform';
export * from './names';
export * from './yaml';
export * from './bounds';
export * from './address';
export * from './request';
export {
  parseRequest,
  parseRequestText,
  type ParseOptions,
} from './parse/parseRequest';
export {
  isRootKind,
  requestPathOf,
  rootKind,
  type RequestName,
} from './parse/requestKinds';
export {
  checkRequestText,
  type RequestTextProblem,
} from './parse/checkRequestText';
export { lineOfField } from './parse/lineOfField';
export { isClearText } from './request/unwritableText';
export { requestJsonSchemas } from './parse/jsonSchemas';
export * from './manifests';
export {
  environmentBranches,
  isPromoted,
  promotedContentInSteps,
  promotedPatterns,
  promotedTenant,
  promotionMessage,
  readPromotion,
  tenantBranches,
  toPromote,
  toPromoteInSteps,
  type EnvironmentBranch,
  type PromotedFile,
  type PromotedPart,
  type Promotion,
} from './promotion';
export * from './render';
export {
  render,
  requestFile,
  type RenderedSet,
  type RenderOptions,
} from './render/render';
export {
  renderAll,
  renderAllInSteps,
  unite,
  type RenderedAll,
} from './render/renderAll';
export { readRequests, renderTree } from './render/renderTree';
export * from './capabilities/list';
export * from './capabilities/tenant';
export * from './capabilities/tenant/network';
export { accountUser } from './guardrails/actorAccount';
export { actorFence } from './guardrails/actorObjects';
export {
  harmlessSyncOptions,
  initiatorPrefix,
  operationNote,
} from './guardrails/policies/actedApplication';
export { readerManifest } from './guardrails/readerManifest';
export { renderPlatform } from './guardrails/renderPlatform';
export * from './capabilities/workload';
export * from './validate';
export * from './snapshot';
export * from './steps';
export * from './status';
export * from './changes';
export * from './check';
export * from './capabilities/route';
export * from './capabilities/secret';
export * from './capabilities/application';
export * from './capabilities/service';
export * from './capabilities/scaler';
export * from './extensions';
export * from './edit';
export * from './customize';
export * from './preview';
export * from './fixes';
export * from './adopt';
export * from './draft';
export * from './enforcement';
export * from './podSecurity';
