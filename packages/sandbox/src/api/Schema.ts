/** A structural schema, as CustomResourceDefinitions hold it. */
export interface Schema {
  [word: string]: unknown;
  type?: string;
  enum?: unknown[];
  nullable?: boolean;
  default?: unknown;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  items?: Schema;
  pattern?: string;
  format?: string;
  multipleOf?: number;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  not?: Schema;
}
