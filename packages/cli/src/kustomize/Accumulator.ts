import { FieldTables, mergeFieldTables, noFields } from './fieldTables';
import { Resource } from './Resource';
import { Variable, addVariables } from './variables';

/** What a Kustomization has so far: objects, the fields that transformers change, and variables. */
export interface Accumulator {
  resources: Resource[];
  fields: FieldTables;
  variables: Variable[];
}

export function emptyAccumulator(): Accumulator {
  return { resources: [], fields: noFields, variables: [] };
}

/** Takes over what a base brings beside its objects. */
export function takeOver(into: Accumulator, base: Accumulator): void {
  into.fields = mergeFieldTables(into.fields, base.fields);
  addVariables(into.variables, base.variables);
}
