export { adopt, adoptInSteps } from './adopt';
export type {
  AdoptedDifference,
  AdoptedObject,
  AdoptedTenant,
  Adoption,
  AdoptOptions,
  CommonObject,
  FoundObject,
  LiteralCredential,
  OwnerRule,
  UnreadKind,
  UnsaidMetadata,
} from './Adoption';
export {
  adoptReason,
  type AdoptReason,
  type AdoptReasonCode,
} from './AdoptReason';
export { ruleProblem } from './ownerOf';
export { adoptedGroups, type AdoptedGroup } from './adoptedGroups';
export { namespaceOwner, type NamespaceOwner } from './namespaceOwner';
export { previewAdoptionInSteps } from './previewAdoption';
