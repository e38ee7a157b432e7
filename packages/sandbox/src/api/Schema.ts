/** What this server reads of a structural schema; the rest goes to Ajv. */
export interface Schema {
  [word: string]: unknown;
  type?: string;
  enum?: unknown[];
  nullable?: boolean;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
}
