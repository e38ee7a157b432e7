/** A resource as admission rules match it. */
export interface MatchedResources {
  groups: string[];
  resources: string[];
}

/** A guard rail before it becomes a ValidatingAdmissionPolicy. All expressions are CEL. */
export interface AdmissionRule {
  /** The end of the policy's name. */
  name: string;
  matches: MatchedResources[];
  excludes?: MatchedResources[];
  operations: Array<'CREATE' | 'UPDATE' | 'DELETE'>;
  /** Whether it holds in the environment's tenant namespaces, or everywhere. */
  scope: 'tenants' | 'cluster';
  /** All of them true, or the rule does not look at the object. */
  conditions?: Record<string, string>;
  variables?: Record<string, string>;
  validations: Array<{ expression: string; message: string }>;
}
