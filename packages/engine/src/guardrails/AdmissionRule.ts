/** A resource as admission rules match it. */
export interface MatchedResources {
  groups: string[];
  resources: string[];
}

/** What is done to an object; CONNECT is exec, attach, port-forward and proxy. */
export type AdmissionOperation = 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';

/** A guard rail before it becomes a ValidatingAdmissionPolicy. All expressions are CEL. */
export interface AdmissionRule {
  /** The end of the policy's name. */
  name: string;
  matches: MatchedResources[];
  operations: AdmissionOperation[];
  /**
   * Whether it holds for what is in the environment's tenant namespaces, for objects of the whole cluster, or for all that there is.
   * A namespace selector lets all of the second pass, and they have no namespace whose annotations could be read.
   */
  scope: 'tenants' | 'cluster' | 'everything';
  /** All of them true, or the rule does not look at the object. */
  conditions?: Record<string, string>;
  variables?: Record<string, string>;
  validations: Array<{ expression: string; message: string }>;
}
