export {
  actedApplicationOf,
  type ActedApplication,
} from './actedApplicationOf';
export { operationProgress } from './operationProgress';
