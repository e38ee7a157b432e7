export { adopt, adoptInSteps } from './adopt';
export type {
  AdoptedDifference,
  AdoptedObject,
  AdoptedTenant,
  Adoption,
  AdoptOptions,
  FoundObject,
  LiteralCredential,
  OwnerRule,
} from './Adoption';
export { ruleProblem } from './ownerOf';
